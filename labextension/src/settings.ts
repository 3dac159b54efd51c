import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { Signal, type ISignal } from '@lumino/signaling';

import { SAVE_MODES, type SaveMode } from './types';

/** The user's choices in Lab's settings editor; the defaults hold where there is no editor. */
export class Settings {
  scanAsYouType = true;
  debounce = 400;
  badges = true;
  underline = true;
  notice = true;
  /** null: as the policy says. */
  saveMode: SaveMode | null = null;

  private readonly _changed = new Signal<this, void>(this);

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  async follow(registry: ISettingRegistry, plugin: string): Promise<void> {
    const settings = await registry.load(plugin);
    this._read(settings);
    settings.changed.connect(() => this._read(settings));
  }

  private _read(settings: ISettingRegistry.ISettings): void {
    const { composite } = settings;
    this.scanAsYouType = composite.scanAsYouType !== false;
    this.debounce = Number(composite.debounce ?? 400);
    this.badges = composite.badges !== false;
    this.underline = composite.underline !== false;
    this.notice = composite.notice !== false;
    this.saveMode = SAVE_MODES.find(mode => mode === composite.saveMode) ?? null;
    this._changed.emit();
  }
}
