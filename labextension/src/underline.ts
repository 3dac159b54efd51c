import { StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, type DecorationSet } from '@codemirror/view';
import type { CodeEditor } from '@jupyterlab/codeeditor';

/** Where a finding lies in an editor's text, in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
  title: string;
}

const replace = StateEffect.define<readonly Span[]>();

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    marks = marks.map(transaction.changes);
    for (const effect of transaction.effects.filter(effect => effect.is(replace))) {
      const { length } = transaction.state.doc;
      const spans = (effect.value).filter(span => span.start < span.end && span.end <= length);
      marks = Decoration.set(
        spans.map(span => decoration(span.title).range(span.start, span.end)),
        true
      );
    }
    return marks;
  },
  provide: it => EditorView.decorations.from(it)
});

function decoration(title: string): Decoration {
  return Decoration.mark({ class: 'nbguard-underline', attributes: { title } });
}

/** Underlines findings in the editors of the cells; an editor that is made later gets its marks then. */
export class Underlines {
  private readonly _views = new WeakMap<CodeEditor.IModel, Set<EditorView>>();

  constructor(private readonly _spans: (model: CodeEditor.IModel) => readonly Span[]) {}

  /** The CodeMirror extension for the editor of one model. */
  extension(model: CodeEditor.IModel): Extension {
    const views = this._views.get(model) ?? new Set<EditorView>();
    this._views.set(model, views);
    const plugin = ViewPlugin.define(view => {
      views.add(view);
      queueMicrotask(() => views.has(view) && this.update(model));
      return { destroy: () => void views.delete(view) };
    });
    return [field, plugin];
  }

  /** Mark what the model holds now. */
  update(model: CodeEditor.IModel): void {
    const views = this._views.get(model);
    if (views?.size) {
      const spans = this._spans(model);
      views.forEach(view => {
        if (spans.length || view.state.field(field, false)?.size) {
          view.dispatch({ effects: replace.of(spans) });
        }
      });
    }
  }
}
