// Signs drawn over the stage: loops, background, what is left out, pins, folds, frames, the cursor.
import { middleOf } from "./curves.js";
import { FRAME_WIDTH, colour, drawBadge, drawFrame } from "./look.js";
import { state } from "./store.js";

const FRAME = 4.5; // how far out a second frame stands

/**
 * Signs in small circles: on an arrow ↺ where it runs back (a loop), B where another source than
 * the article says it, × where something is left out; on a box ×, “+4” for what is folded into it,
 * and a dot where it was pinned by hand.
 */
export function marksOf(stage) {
  const tone = (what) => colour(stage.state(what) === "lit" ? "lit" : "soft");
  const found = [];
  const some = stage.drawing.lines.filter(({ link, feedback }) => feedback
    || state.shown[link].background || stage.cut({ link }));
  const lines = some.length ? new Map(stage.lines.map((line) => [line.link, line])) : new Map();
  for (const { link, feedback } of some) {
    const text = stage.cut({ link }) ? "×" : state.shown[link].background ? "B"
      : feedback ? "↺" : "";
    const [x, y] = middleOf(lines.get(link));
    found.push({ x, y, text, tone: tone({ link }), radius: 7 });
  }
  for (const { concept } of stage.drawing.boxes) {
    const { x, y, width, height } = stage.boxOf(concept);
    const sign = (text, side) => found.push({ x: x + side * width / 2, y: y - height / 2, text,
      tone: tone({ concept }), radius: 8 });
    if (stage.cut({ concept })) sign("×", 1);
    else if (stage.inside.get(concept)) { // where no arrow ends
      sign(`+${stage.inside.get(concept)}`, stage.drawing.along === "x" ? 0 : 1);
    }
    if (stage.pins.has(concept)) sign("•", -1);
  }
  return found;
}

/** The second frames: of the things that are marked and not left out. */
export function framesOf(stage) {
  const marked = stage.drawing.boxes.filter(({ concept }) => stage.marked.places.has(concept)
    && !stage.cut({ concept }));
  return marked.map(({ concept }) => {
    const { x, y, width, height } = stage.boxOf(concept);
    const [w, h] = [width + 2 * FRAME, height + 2 * FRAME];
    return { x: x - w / 2, y: y - h / 2, width: w, height: h, radius: 14, tone: colour("ink") };
  });
}

/** Draw all of it. */
export function drawMarks(stage, context) {
  for (const frame of framesOf(stage)) drawFrame(context, frame);
  for (const mark of marksOf(stage)) drawBadge(context, mark);
  const box = stage.ring && stage.boxOf(stage.cursor);
  if (!box) return;
  const [w, h] = [box.width + 8, box.height + 8];
  Object.assign(context, { strokeStyle: colour("link"), lineWidth: FRAME_WIDTH });
  context.setLineDash([]);
  context.strokeRect(box.x - w / 2, box.y - h / 2, w, h);
}
