// The whole of a large drawing in small, with what the camera sees of it; a click goes there.
import { colour } from "./look.js";

const FROM = 60; // boxes
const SIZE = { width: 150, height: 110 };

/** Draw it into a canvas of its own each time the stage is drawn. */
export function startMinimap(stage, map) {
  const pen = map.getContext("2d");
  Object.assign(map, SIZE);
  let frame = { scale: 1, left: 0, top: 0 };

  stage.network.on("afterDrawing", () => {
    const { boxes } = stage.drawing;
    map.hidden = boxes.length <= FROM || stage.narrow;
    if (map.hidden) return;
    const left = Math.min(...boxes.map((box) => box.x - box.width / 2));
    const top = Math.min(...boxes.map((box) => box.y - box.height / 2));
    const width = Math.max(...boxes.map((box) => box.x + box.width / 2)) - left;
    const height = Math.max(...boxes.map((box) => box.y + box.height / 2)) - top;
    const scale = Math.min((SIZE.width - 8) / width, (SIZE.height - 8) / height);
    frame = { scale, left: left - (SIZE.width / scale - width) / 2,
      top: top - (SIZE.height / scale - height) / 2 };
    const put = (x, y) => [(x - frame.left) * scale, (y - frame.top) * scale];
    pen.fillStyle = colour("paper");
    pen.fillRect(0, 0, SIZE.width, SIZE.height);
    for (const box of boxes) {
      pen.fillStyle = colour(stage.state({ concept: box.concept }) === "lit" ? "lit" : "dim");
      pen.fillRect(...put(box.x - box.width / 2, box.y - box.height / 2),
        Math.max(1, box.width * scale), Math.max(1, box.height * scale));
    }
    const { clientWidth, clientHeight } = stage.box;
    const a = stage.network.DOMtoCanvas({ x: 0, y: 0 });
    const b = stage.network.DOMtoCanvas({ x: clientWidth, y: clientHeight });
    pen.strokeStyle = colour("link");
    pen.lineWidth = 2;
    pen.strokeRect(...put(a.x, a.y), (b.x - a.x) * scale, (b.y - a.y) * scale);
  });
  map.addEventListener("click", ({ offsetX, offsetY }) => {
    stage.network.moveTo({ position: { x: offsetX / frame.scale + frame.left,
      y: offsetY / frame.scale + frame.top } });
    stage.told.moved();
  });
}
