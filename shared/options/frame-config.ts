/** What the frame learns from its own origin (`/widget/config.json`). The host page has no say in it. */
export interface FrameConfig {
  /** The server can hear; without it only typing is offered. */
  voiceInput: boolean;
}
