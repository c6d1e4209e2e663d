import { expect, test } from 'vitest';
import { partAddress, widgetAddress } from '../../shared/bridge/addresses.ts';

test.each([
  ['https://evi.example.com/loader.js', 'https://evi.example.com/widget/'],
  ['https://evi.example.com/loader/0123456789ab.js', 'https://evi.example.com/widget/'],
  ['https://example.com/evi/loader/0123456789ab.js?x=1', 'https://example.com/evi/widget/'],
  ['http://127.0.0.1:8790/loader.js', 'http://127.0.0.1:8790/widget/'],
])('the loader %s has its frame at %s, and its page part beside it', (loader, frame) => {
  expect(widgetAddress(loader).href).toBe(frame);
  expect(partAddress(frame, 'abcdefabcdef')).toBe(frame.replace('widget/', 'loader/abcdefabcdef.js'));
});
