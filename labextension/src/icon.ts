import { LabIcon } from '@jupyterlab/ui-components';

/** A shield with a keyhole. */
export const shieldIcon = new LabIcon({
  name: 'nbguard:shield',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24"><path class="jp-icon3" fill="#616161"
  d="M12 1.5 3.5 5v6.2c0 5.2 3.6 9.9 8.5 11.3 4.9-1.4 8.5-6.1 8.5-11.3V5L12 1.5Zm0 2.2 6.5 2.6v4.9c0 4.1-2.7 7.8-6.5 9.2-3.8-1.4-6.5-5.1-6.5-9.2V6.3L12 3.7Z"/><path class="jp-icon3" fill="#616161"
  d="M12 8a2.2 2.2 0 0 0-1.1 4.1L10.3 16h3.4l-.6-3.9A2.2 2.2 0 0 0 12 8Z"/></svg>`
});
