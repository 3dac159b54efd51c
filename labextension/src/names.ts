/** The names that users, themes and other people's tests rest on. */

export const PLUGIN = 'nbguard:plugin';

export const COMMANDS = {
  panel: 'nbguard:panel',
  scan: 'nbguard:scan',
  redactAll: 'nbguard:redact-all',
  redactCell: 'nbguard:redact-cell',
  redact: 'nbguard:redact',
  allow: 'nbguard:allow',
  undo: 'nbguard:undo',
  saveMode: 'nbguard:save-mode'
} as const;
