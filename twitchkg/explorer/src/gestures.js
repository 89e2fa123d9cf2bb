// What mouse and fingers do on the stage: vis-network's events as what they mean.

export const isBox = (id) => typeof id === "number";
export const linkOfEdge = (id) => Number(id.split(":")[0]);

/** Tell a stage's `told` of clicks, taps, what is pointed at, drags and menus. */
export function gestures(stage) {
  const { box, network, told } = stage;
  network.on("click", ({ pointer, event }) =>
    told.choose(stage.at(pointer.DOM), event.srcEvent));
  const twice = (what) => { if (what?.concept !== undefined) told.open(what.concept); };
  // the browser knows best what a double click is, vis-network what a double tap
  box.addEventListener("dblclick", ({ clientX, clientY }) => {
    const { left, top } = box.getBoundingClientRect();
    twice(stage.at({ x: clientX - left, y: clientY - top }));
  });
  network.on("doubleClick", ({ pointer, event }) => {
    if (event.pointerType === "touch") twice(stage.at(pointer.DOM));
  });
  network.on("oncontext", ({ event, pointer }) => {
    event.preventDefault();
    told.menu(stage.at(pointer.DOM), pointer.DOM);
  });
  network.on("hold", ({ pointer, event }) => {
    if (event.pointerType === "touch") told.menu(stage.at(pointer.DOM), pointer.DOM);
  });
  network.on("hoverNode", ({ node, pointer }) => isBox(node)
    && stage.point({ concept: node }, pointer.DOM));
  network.on("hoverEdge", ({ edge, pointer }) => {
    if (!isBox(stage.network.getNodeAt(pointer.DOM))) {
      stage.point({ link: linkOfEdge(edge) }, pointer.DOM);
    }
  });
  for (const name of ["blurNode", "blurEdge"]) network.on(name, () => stage.point(null));
  network.on("dragStart", ({ nodes: [dragged] }) => {
    if (!isBox(dragged)) return;
    told.before();
    stage.dragged = dragged;
  });
  network.on("beforeDrawing", () => { if (stage.dragged !== null) stage.follow(stage.dragged); });
  network.on("dragEnd", () => {
    if (stage.dragged !== null) {
      stage.follow(stage.dragged);
      stage.pins.set(stage.dragged, stage.placeOf(stage.dragged));
    }
    stage.dragged = null;
    told.moved();
  });
  network.on("zoom", ({ scale }) => stage.bounded(scale));
}
