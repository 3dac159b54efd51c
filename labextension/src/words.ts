import type { TranslationBundle } from '@jupyterlab/translation';

import { tally } from './findings';
import type { Scanner } from './scanner';
import type { Finding, SaveMode } from './types';
import { inSource, outputOf } from './text';

/** What the status shows: the notebook's findings in a few words. */
export interface Shown {
  text: string;
  title: string;
  level: 'clean' | 'found' | 'waiting' | 'failed';
}

export interface Situation {
  scanner: Pick<Scanner, 'state' | 'message' | 'mode'>;
  count: number;
  saved: boolean;
  refused: string;
}

/** A save mode in words. */
export function modeWords(mode: SaveMode, trans: TranslationBundle): string {
  return {
    redact: trans.__('redact on save'),
    warn: trans.__('warn on save'),
    block: trans.__('block on save'),
    off: trans.__('save guard off')
  }[mode];
}

/** The status of a notebook in words. */
export function statusOf({ scanner, count, saved, refused }: Situation, trans: TranslationBundle): Shown {
  const { state, message, mode } = scanner;
  if (state === 'absent') {
    const title = trans.__('The server has no nbguard: install it there, or switch its server extension on.');
    return { text: trans.__('nbguard: not on this server'), title, level: 'failed' };
  }
  if (refused) {
    return { text: trans.__('nbguard: not saved'), title: refused, level: 'failed' };
  }
  if (state === 'failed') {
    return { text: trans.__('nbguard: not scanned'), title: message, level: 'failed' };
  }
  if (state === 'waiting' || (state === 'scanning' && !count)) {
    const text = state === 'waiting' ? trans.__('nbguard: not yet scanned') : trans.__('nbguard: scanning…');
    return { text, title: trans.__('Looks for personal data and secrets'), level: 'waiting' };
  }
  const words = mode ? modeWords(mode, trans) : '';
  const title = trans.__('Save mode: %1. Click to review.', words);
  if (!count) {
    return { text: trans.__('nbguard: clean · %1', words), title, level: 'clean' };
  }
  if (saved && mode === 'redact') {
    return { text: trans.__('nbguard: %1 on screen, not saved', count), title, level: 'found' };
  }
  const found = trans._n('nbguard: %1 finding · %2', 'nbguard: %1 findings · %2', count, words);
  return { text: found, title, level: 'found' };
}

/** "2 EMAIL_ADDRESS, 1 PERSON", shortened to the three most frequent. */
export function summary(findings: Iterable<Finding>, trans: TranslationBundle): string {
  const counts = tally(findings);
  const shown = counts.slice(0, 3).map(([entity, n]) => (n > 1 ? `${n} ${entity}` : entity));
  const more = counts.length - shown.length;
  return more ? trans.__('%1 and %2 more', shown.join(', '), more) : shown.join(', ');
}

/** Where in its cell a finding lies, in words. */
export function whereOf(finding: Finding, trans: TranslationBundle): string {
  const { place, line } = finding;
  const output = outputOf(place);
  const mime = /\['([a-z]+\/[\w.+-]+)'\]/.exec(place)?.[1];
  if (inSource(finding)) {
    return trans.__('line %1', line);
  }
  if (output >= 0) {
    const part = mime ? mime.split('/')[1] : trans.__('line %1', line);
    return trans.__('output %1, %2', output + 1, part);
  }
  return place;
}

/** What was not scanned, or ''. */
export function unscannedWords(counts: Record<string, number>, trans: TranslationBundle): string {
  const parts = Object.entries(counts).map(([mime, n]) => `${n} ${mime}`);
  return parts.length ? trans.__('Not scanned: %1', parts.join(', ')) : '';
}
