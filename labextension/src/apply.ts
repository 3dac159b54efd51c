import type { ICellModel, ICodeCellModel, IAttachmentsCellModel } from '@jupyterlab/cells';
import type { IOutput, IAttachments, ICell } from '@jupyterlab/nbformat';
import { JSONExt, type ReadonlyPartialJSONValue } from '@lumino/coreutils';

import { difference, joined } from './text';
import type { CellJson } from './types';

/** The parts of a cell in which a finding can lie, each put in place on its own. */
export type Part = 'source' | 'outputs' | 'metadata' | 'attachments';

export const PARTS: readonly Part[] = ['source', 'outputs', 'metadata', 'attachments'];

/** Put parts of `after` into a live cell. Only what differs is touched, so that Ctrl+Z, the cursor and rich outputs survive. */
export function apply(model: ICellModel, after: CellJson, parts: readonly Part[] = PARTS): void {
  const before = model.toJSON() as unknown as CellJson;
  for (const part of parts) {
    if (!same(before, after, part)) {
      PUT[part](model, after, before);
    }
  }
}

/** Whether two cells agree in one part. */
export function same(a: CellJson, b: CellJson, part: Part): boolean {
  if (part === 'source') {
    return joined(a.source) === joined(b.source);
  }
  const [x, y] = [a[part] ?? null, b[part] ?? null] as ReadonlyPartialJSONValue[];
  return JSONExt.deepEqual(x ?? null, y ?? null);
}

const PUT: Record<Part, (model: ICellModel, after: CellJson, before: CellJson) => void> = {
  source(model, after) {
    const change = difference(model.sharedModel.getSource(), joined(after.source));
    if (change) {
      model.sharedModel.updateSource(change.start, change.end, change.text);
    }
  },
  outputs(model, after, before) {
    const { outputs } = model as ICodeCellModel;
    const [news, olds] = [after.outputs ?? [], before.outputs ?? []] as IOutput[][];
    if (!outputs || !news || !olds) {
      return;
    }
    if (news.length !== outputs.length) {
      outputs.fromJSON(news);
      return;
    }
    news.forEach((output, i) => {
      if (!JSONExt.deepEqual(output, olds[i] ?? null)) {
        outputs.set(i, output);
      }
    });
  },
  metadata(model, after) {
    model.sharedModel.setMetadata((after.metadata ?? {}) as ICell['metadata']);
  },
  attachments(model, after) {
    (model as IAttachmentsCellModel).attachments?.fromJSON((after.attachments ?? {}) as IAttachments);
  }
};
