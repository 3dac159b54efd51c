import type { JupyterFrontEnd } from '@jupyterlab/application';
import { InputDialog, Notification, type ICommandPalette } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { Actions } from './actions';
import { shieldIcon } from './icon';
import { COMMANDS } from './names';
import { ordered } from './session';
import type { Sessions } from './sessions';
import type { Settings } from './settings';
import { SAVE_MODES, type AllowHow, type Finding, type SaveMode } from './types';
import { modeWords } from './words';

export interface Parts {
  sessions: Sessions;
  settings: Settings;
  actions: Actions;
  trans: TranslationBundle;
  openPanel: () => void;
}

const object = (properties: object): { args: never } => ({ args: { type: 'object', properties } as never });

/** Everything that can be done by name: from the palette, the menus, a shortcut or another extension. */
export function addCommands(app: JupyterFrontEnd, palette: ICommandPalette | null, parts: Parts): void {
  const { sessions, actions, trans, openPanel } = parts;
  const found = (): boolean => (sessions.current?.scanner.findings.count ?? 0) > 0;
  const open = (): boolean => sessions.current !== null;
  const nothing = object({});

  app.commands.addCommand(COMMANDS.panel, {
    label: args => (args.toolbar ? '' : trans.__('Show Findings')),
    caption: trans.__('nbguard: show what is sensitive in this notebook'),
    icon: shieldIcon,
    describedBy: nothing,
    execute: openPanel
  });
  app.commands.addCommand(COMMANDS.scan, {
    label: trans.__('Scan Notebook'),
    isEnabled: open,
    describedBy: nothing,
    execute: async () => sessions.current?.scanner.rescan()
  });
  app.commands.addCommand(COMMANDS.redactAll, {
    label: trans.__('Redact All Findings'),
    isEnabled: found,
    describedBy: nothing,
    execute: async () => {
      const session = sessions.current;
      if (session) {
        await session.scanner.settle();
        await actions.redactIn(session, null);
      }
    }
  });
  app.commands.addCommand(COMMANDS.redactCell, {
    label: trans.__('Redact This Cell'),
    isEnabled: found,
    describedBy: nothing,
    execute: () => {
      const session = sessions.current;
      const cell = session?.panel.content.activeCell?.model.id;
      if (session && cell) {
        actions.redactCell(session, cell, session.scanner.findings.of(cell));
      }
    }
  });
  app.commands.addCommand(COMMANDS.undo, {
    label: trans.__('Undo Redaction'),
    isEnabled: () => sessions.current?.deeds.last !== undefined,
    describedBy: nothing,
    execute: () => sessions.current?.undo()
  });
  addForFinding(app, parts);
  addSaveMode(app, parts);
  for (const command of [COMMANDS.panel, COMMANDS.scan, COMMANDS.redactAll, COMMANDS.undo, COMMANDS.saveMode]) {
    palette?.addItem({ command, category: 'nbguard' });
  }
}

/** Commands about one finding, which the panel's menus name. */
function addForFinding(app: JupyterFrontEnd, { sessions, actions, trans }: Parts): void {
  const given = (args: object): Finding => (args as { finding: Finding }).finding;
  const like = (finding: Finding, by: 'entity' | 'fingerprint'): number =>
    sessions.current ? ordered(sessions.current).filter(other => other[by] === finding[by]).length : 0;
  app.commands.addCommand(COMMANDS.redact, {
    label: args => {
      const finding = given(args);
      if (args.what === 'entity') {
        return trans.__('Redact every %1 (%2)', finding?.entity, finding ? like(finding, 'entity') : 0);
      }
      return args.what === 'fingerprint'
        ? trans.__('Redact this value everywhere (%1)', finding ? like(finding, 'fingerprint') : 0)
        : trans.__('Redact this one');
    },
    isEnabled: args => args.what !== 'this' || given(args)?.replaceable,
    isVisible: args => args.what !== 'fingerprint' || Boolean(given(args)?.fingerprint),
    describedBy: object({ finding: { type: 'object' }, what: { enum: ['this', 'fingerprint', 'entity'] } }),
    execute: args => {
      if (args.what === 'entity' || args.what === 'fingerprint') {
        actions.redactLike(given(args), args.what);
      } else {
        actions.redact(given(args));
      }
    }
  });
  const words: Record<AllowHow, string> = {
    mark: trans.__('Allow on this line, by a comment'),
    tag: trans.__('Allow in this cell’s outputs, by its tag'),
    policy: trans.__('Allow this value everywhere, in the policy')
  };
  app.commands.addCommand(COMMANDS.allow, {
    label: args => words[args.how as AllowHow] ?? trans.__('Allow'),
    isEnabled: args => open(args.how as AllowHow) && Boolean(given(args)),
    describedBy: object({ finding: { type: 'object' }, how: { enum: ['mark', 'tag', 'policy'] } }),
    execute: args => actions.allowBy(given(args), args.how as AllowHow)
  });
  const open = (how: AllowHow): boolean => how !== 'policy' || (sessions.current?.status?.may.allow ?? true);
}

function addSaveMode(app: JupyterFrontEnd, { sessions, trans }: Parts): void {
  app.commands.addCommand(COMMANDS.saveMode, {
    label: trans.__('Choose What Happens on Saving…'),
    isEnabled: () => sessions.current !== null,
    describedBy: object({ mode: { enum: [...SAVE_MODES] } }),
    execute: async args => {
      const session = sessions.current;
      const mode = (args.mode as SaveMode) ?? (session && (await chosen(session.scanner.mode, trans)));
      if (session && mode) {
        await session.choose(mode).catch((error: Error) => {
          Notification.warning(trans.__('nbguard: %1', error.message), { autoClose: 8000 });
        });
      }
    }
  });
}

async function chosen(now: SaveMode | null, trans: TranslationBundle): Promise<SaveMode | null> {
  const labels = SAVE_MODES.map(mode => `${mode}: ${modeWords(mode, trans)}`);
  const { value } = await InputDialog.getItem({
    title: trans.__('When this notebook is saved'),
    items: labels,
    current: now ? SAVE_MODES.indexOf(now) : 0
  });
  return SAVE_MODES[labels.indexOf(value ?? '')] ?? null;
}
