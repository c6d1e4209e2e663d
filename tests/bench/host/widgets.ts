import type { Locator, Page } from '@playwright/test';
import { tag } from '../../browser/support/host.ts';

export interface Origins {
  widget: string;
  peers: string;
}

export interface Widget {
  name: string;
  /** The package whose version stands beside the name. */
  package?: string;
  /** How it is embedded, where there are several ways. */
  manner?: string;
  /** What its site owner pastes into the page. */
  html(origins: Origins): string;
  /** Where it is served from: all other origins but the page's are third parties. */
  origin(origins: Origins): string;
  launcher(page: Page): Locator;
  /** What stands there once the press on the launcher has opened it. */
  opened(page: Page): Locator;
  /** Why its launcher is out of reach when the internet is. */
  needs: string;
}

/**
 * The answer of ElevenLabs’ server in the page. A picture instead of the orb: WebGL without a graphics card would cost
 * what hardly any visitor pays.
 */
const ELEVENLABS_SETTINGS = {
  variant: 'compact',
  placement: 'bottom-right',
  avatar: {
    type: 'image',
    url: 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7',
  },
  feedback_mode: 'none',
  language: 'en',
  mic_muting_enabled: true,
  transcript_enabled: true,
  text_input_enabled: true,
  default_expanded: false,
  always_expanded: false,
  text_contents: {},
  language_presets: {},
  disable_banner: false,
  text_only: false,
  supports_text_only: true,
};

const elevenlabs = (more: string): Omit<Widget, 'name'> => ({
  package: '@elevenlabs/convai-widget-embed',
  html: ({ peers }) =>
    `<elevenlabs-convai agent-id="bench" ${more}></elevenlabs-convai><script src="${peers}/elevenlabs.js" async type="text/javascript"></script>`,
  origin: ({ peers }) => peers,
  launcher: (page) => page.getByRole('button').first(),
  opened: (page) => page.getByRole('textbox').first(),
  needs: 'its settings from ElevenLabs’ API',
});

/** Each as its maker says that it is embedded. */
export const WIDGETS: readonly Widget[] = [
  {
    name: 'evi-widget',
    html: ({ widget }) => tag(widget, 'async'),
    origin: ({ widget }) => widget,
    launcher: (page) => page.frameLocator('iframe').getByRole('button').first(),
    opened: (page) => page.frameLocator('iframe').getByRole('dialog').first(),
    needs: 'its server',
  },
  { name: 'ElevenLabs', ...elevenlabs('') },
  {
    name: 'ElevenLabs',
    manner: 'settings in the page',
    ...elevenlabs(`override-config='${JSON.stringify(ELEVENLABS_SETTINGS)}'`),
  },
  {
    name: 'Vapi',
    package: '@vapi-ai/client-sdk-react',
    html: ({ peers }) =>
      `<script src="${peers}/vapi.js"></script><vapi-widget public-key="bench" assistant-id="bench" mode="hybrid" title="Launch"></vapi-widget>`,
    origin: ({ peers }) => peers,
    launcher: (page) => page.getByText('Launch'),
    opened: (page) => page.getByRole('textbox').first(),
    needs: 'nothing',
  },
  {
    name: 'Hume voice-embed',
    package: '@humeai/voice-embed',
    html: ({ peers }) => `<script src="${peers}/hume.js" type="module"></script>`,
    origin: ({ peers }) => peers,
    launcher: (page) => page.frameLocator('iframe').getByRole('button').first(),
    opened: (page) => page.frameLocator('iframe').getByRole('dialog').first(),
    needs: 'its frame from voice-widget.hume.ai',
  },
];
