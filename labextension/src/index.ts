import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ILayoutRestorer } from '@jupyterlab/application';
import { ICommandPalette, Notification } from '@jupyterlab/apputils';
import { EditorExtensionRegistry, IEditorExtensionRegistry } from '@jupyterlab/codemirror';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { IStatusBar } from '@jupyterlab/statusbar';
import { ITranslator, nullTranslator, type TranslationBundle } from '@jupyterlab/translation';
import type { CodeEditor } from '@jupyterlab/codeeditor';

import { Actions } from './actions';
import { RestApi } from './api';
import { Badges } from './badges';
import { addCommands } from './commands';
import { NONE } from './findings';
import { insertOnRequest, reviewOnClick } from './insert';
import { PLUGIN } from './names';
import { Panel } from './panel';
import { SaveGuard } from './save';
import type { Session } from './session';
import { Sessions } from './sessions';
import { Settings } from './settings';
import { situation, StatusItem } from './status';
import type { Finding } from './types';
import { Underlines } from './underline';

const plugin: JupyterFrontEndPlugin<void> = {
  id: PLUGIN,
  description: 'Findings of personal data and secrets in the open notebook: seen, redacted, and never saved.',
  autoStart: true,
  requires: [INotebookTracker],
  optional: [
    ITranslator,
    ISettingRegistry,
    IStatusBar,
    ICommandPalette,
    ILayoutRestorer,
    IEditorExtensionRegistry
  ],
  activate
};

export default plugin;

function activate(
  app: JupyterFrontEnd,
  tracker: INotebookTracker,
  translator: ITranslator | null,
  registry: ISettingRegistry | null,
  statusBar: IStatusBar | null,
  palette: ICommandPalette | null,
  restorer: ILayoutRestorer | null,
  editors: IEditorExtensionRegistry | null
): void {
  const trans = (translator ?? nullTranslator).load('nbguard');
  const settings = new Settings();
  const sessions = new Sessions(new RestApi(app.serviceManager.serverSettings), tracker, settings);
  const actions = new Actions(sessions, app.commands, trans);
  const panel = new Panel(trans, actions);
  const openPanel = (): void => {
    app.shell.activateById(panel.id);
  };
  addCommands(app, palette, { sessions, settings, actions, trans, openPanel });
  app.shell.add(panel, 'left', { rank: 600 });
  restorer?.add(panel, panel.id);

  const review = (session: Session, cell = ''): void => {
    app.shell.activateById(session.panel.id);
    openPanel();
    requestAnimationFrame(() => panel.reveal(cell));
  };
  const guard = new SaveGuard(app, trans, { review, redactAll: session => actions.redactIn(session, null) });
  const badges = new Badges(trans, {
    redact: (session, cell, findings, parts) => actions.redactCell(session, cell, findings, parts),
    review
  });
  const underlines = new Underlines(model => (settings.underline ? findingsOf(sessions, model) : NONE));
  editors?.addExtension({
    name: 'nbguard',
    factory: ({ model }) => EditorExtensionRegistry.createImmutableExtension(underlines.extension(model))
  });
  const status = new StatusItem(trans, openPanel);
  statusBar?.registerStatusItem('nbguard:status', { item: status, align: 'left', rank: 900 });

  const draw = perFrame((session: Session) => {
    badges.update(session, settings.badges);
    [...(session.model?.cells ?? [])].forEach(cell => underlines.update(cell));
  });
  sessions.changed.connect((_, session) => {
    status.display(sessions.current);
    panel.display(sessions.current);
    if (session?.model) {
      draw(session);
    }
  });
  sessions.added.connect((_, session) => {
    guard.attach(session);
    insertOnRequest(session.panel);
    reviewOnClick(session.panel);
    noticeOnce(session, settings, trans, () => review(session));
    if (!statusBar) {
      putIntoToolbar(session, trans, openPanel);
    }
    void choose(session, settings);
  });
  settings.changed.connect(() => {
    for (const session of sessions) {
      draw(session);
      void choose(session, settings);
    }
  });
  const begin = (): void => {
    sessions.start();
    panel.display(sessions.current);
  };
  if (registry) {
    void settings.follow(registry, PLUGIN).catch(() => undefined).then(begin);
  } else {
    begin();
  }
}

/** What the cell of an editor holds. */
function findingsOf(sessions: Sessions, model: CodeEditor.IModel): readonly Finding[] {
  const id = (model as { id?: string }).id ?? '';
  const session = [...sessions].find(session => session.cell(id) === model);
  return session?.scanner.findings.of(id) ?? NONE;
}

/** Notebook 7 has no status bar: there the notebook's toolbar holds the item. */
function putIntoToolbar(session: Session, trans: TranslationBundle, open: () => void): void {
  const item = new StatusItem(trans, open);
  session.panel.toolbar.addItem('nbguard-status', item);
  session.changed.connect(() => item.display(session));
  item.display(session);
}

/** A notebook that is opened with findings says so once, quietly. */
function noticeOnce(session: Session, settings: Settings, trans: TranslationBundle, review: () => void): void {
  const look = (): void => {
    if (!session.scanner.current) {
      return;
    }
    session.changed.disconnect(look);
    const count = session.scanner.findings.count;
    if (count && settings.notice) {
      const name = session.path.split('/').pop();
      const text = trans._n('%2 holds %1 finding', '%2 holds %1 findings', count, name);
      const title = situation(session, trans).title;
      const actions = [{ label: trans.__('Review'), caption: title, callback: review }];
      Notification.info(text, { autoClose: 8000, actions });
    }
  };
  session.changed.connect(look);
}

/** Tell the server what the user chose for saving, where that is anything else than the policy. */
async function choose(session: Session, settings: Settings): Promise<void> {
  await session.panel.context.ready;
  const mode = settings.saveMode;
  if (session.chosen !== mode) {
    session.chosen = mode;
    await session.choose(mode).catch((error: Error) => {
      Notification.warning(`nbguard: ${error.message}`, { autoClose: 8000 });
    });
  }
}

/** At most once per frame and argument. */
function perFrame<T>(work: (item: T) => void): (item: T) => void {
  const waiting = new Set<T>();
  return item => {
    if (!waiting.size) {
      requestAnimationFrame(() => {
        const items = [...waiting];
        waiting.clear();
        items.forEach(work);
      });
    }
    waiting.add(item);
  };
}
