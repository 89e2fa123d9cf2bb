// The editor of the panel, and the text functions that its fields need.
import {
  autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import {
  HighlightStyle, StreamLanguage, bracketMatching, syntaxHighlighting,
} from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import {
  EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { completer } from "./complete.js";
import { quoted, valuesBlock } from "./text.js";

// The page's own colours: they follow light and dark, and their contrast is tested.
const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--link)", fontWeight: "600" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
  { tag: tags.string, color: "var(--mechanism)" },
  { tag: [tags.atom, tags.propertyName], color: "var(--medication)" },
  { tag: tags.local(tags.variableName), color: "var(--symptom)" },
  { tag: tags.standard(tags.variableName), color: "var(--deficiency)" },
]);

const FOCUSED = "&.cm-focused > .cm-scroller > .cm-selectionLayer";
const theme = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--paper)", fontSize: "14px",
    maxHeight: "min(46vh, 24rem)" },
  "&.cm-focused": { outline: "3px solid var(--link)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "ui-monospace, 'Cascadia Mono', Menlo, Consolas, 'Liberation "
    + "Mono', monospace", lineHeight: "1.5" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--panel)", color: "var(--soft)",
    borderRight: "1px solid var(--line)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLineGutter": { color: "var(--ink)", fontWeight: "600" },
  [`${FOCUSED} .cm-selectionBackground, .cm-selectionBackground`]: { background: "var(--picked)" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "transparent",
    outline: "1px solid var(--soft)" },
  ".cm-lintRange-error": { backgroundImage: "none",
    textDecoration: "underline wavy var(--flag) 2px", textUnderlineOffset: "3px" },
  ".cm-lintPoint-error::after": { borderBottomColor: "var(--flag)" },
  ".cm-tooltip": { color: "var(--ink)", backgroundColor: "var(--panel)",
    border: "1px solid var(--soft)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "inherit",
    maxWidth: "min(90vw, 40rem)" },
  ".cm-completionDetail": { fontStyle: "normal", color: "var(--soft)" },
  "li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { color: "var(--paper)",
    backgroundColor: "var(--link)" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--flag)" },
});

/**
 * An editor in `parent`: { text, change, wrong, focus }. `onRun` is Ctrl+Enter; `known` gives what
 * there is to complete, as complete.js wants it.
 */
function create(parent, { text, label, onRun, known }) {
  // In a shadow root the editor's styles are a constructed sheet, which the page's policy allows.
  const root = parent.attachShadow({ mode: "open" });
  const run = () => { onRun(); return true; };
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        keymap.of([{ key: "Mod-Enter", run }, ...closeBracketsKeymap, ...completionKeymap,
          ...historyKeymap, ...defaultKeymap]),
        lineNumbers(), history(), drawSelection(), bracketMatching(), closeBrackets(),
        highlightActiveLine(),
        autocompletion({ override: [completer(known)], icons: false }),
        StreamLanguage.define(sparql), syntaxHighlighting(colours), theme,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          "aria-label": label, tabindex: "0", autocapitalize: "none", autocorrect: "off",
          spellcheck: "false",
        }),
      ],
    }),
  });
  return {
    view,
    get text() { return view.state.doc.toString(); },
    set text(value) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value },
        selection: { anchor: 0 } });
      view.dispatch(setDiagnostics(view.state, []));
    },
    /** Put `insert` in place of what stands from…to. */
    change: (from, to, insert) => view.dispatch({ changes: { from, to, insert } }),
    /** Mark the place of an error and go there; null takes the mark away. */
    wrong(error) {
      const length = view.state.doc.length;
      const marks = error ? [{ from: Math.min(error.from, length), to: Math.min(error.to, length),
        severity: "error", message: error.message }] : [];
      view.dispatch(setDiagnostics(view.state, marks));
      if (error) {
        view.dispatch({ selection: { anchor: Math.min(error.from, length) },
          scrollIntoView: true });
      }
    },
    focus: () => view.focus(),
  };
}

globalThis.twitchkgEditor = { create, quoted, valuesBlock };
