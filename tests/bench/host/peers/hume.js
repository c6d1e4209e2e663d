import { EmbeddedVoice } from '@humeai/voice-embed';

/** What a site owner writes, as the package's own readme says. */
EmbeddedVoice.create({ auth: { type: 'apiKey', value: 'bench' } }).mount();
