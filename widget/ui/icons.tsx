/** Drawn on a 20 px grid with one stroke, so that they share the ring's line. Names stand on the buttons. */
const icon = (path: string) => () => (
  <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
    <path d={path} />
  </svg>
);

export const MicrophoneIcon = icon(
  'M10 2.5a2.5 2.5 0 0 1 2.5 2.5v4.5a2.5 2.5 0 0 1-5 0V5A2.5 2.5 0 0 1 10 2.5ZM4.5 9.5a5.5 5.5 0 0 0 11 0M10 15v2.5',
);
export const MutedIcon = icon(
  'M12.5 8V5a2.5 2.5 0 0 0-4.9-.7M7.5 7.5v2a2.5 2.5 0 0 0 3.7 2.2M4.5 9.5a5.5 5.5 0 0 0 8.7 4.5M15.5 9.5a5.5 5.5 0 0 1-.4 2M10 15v2.5M3 3l14 14',
);
export const TypeIcon = icon(
  'M3.5 5.5h13a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1ZM5.5 8.6h.01M8.5 8.6h.01M11.5 8.6h.01M14.5 8.6h.01M7 11.6h6',
);
export const SendIcon = icon('M10 16V4.5M5 9.5l5-5 5 5');
export const SettingsIcon = icon(
  'M3 6.5h6.5M14.5 6.5H17M3 13.5h2.5M10.5 13.5H17M12 4a2.5 2.5 0 0 1 0 5a2.5 2.5 0 0 1 0-5M8 11a2.5 2.5 0 0 1 0 5a2.5 2.5 0 0 1 0-5',
);
export const CloseIcon = icon('M5 5l10 10M15 5L5 15');
export const PageIcon = icon('M5.5 2.5h6l3.5 3.5v11.5h-9.5zM8 9h4.5M8 12h4.5');
export const ChevronIcon = icon('M5.5 8l4.5 4.5L14.5 8');
