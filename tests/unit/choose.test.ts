import { expect, test, vi } from 'vitest';
import { readEnvironment } from '../../server/environment.ts';
import { chooseProviders } from '../../server/providers/choose.ts';
import { createPocketsphinx } from '../../server/providers/recognisers/pocketsphinx.ts';
import { fakeRecogniser } from './support/chat.ts';

vi.mock('../../server/providers/recognisers/pocketsphinx.ts', () => ({
  findPocketsphinx: () => ({}),
  createPocketsphinx: vi.fn(() => fakeRecogniser()),
}));

test.each([
  [{}, 8],
  [{ EVI_MAX_HEARD_AT_ONCE: '3' }, 3],
])('with %j pocketsphinx hears %i visitors at once', async (variables, maximumTurns) => {
  const providers = chooseProviders(readEnvironment(variables));
  expect(createPocketsphinx).toHaveBeenLastCalledWith(expect.objectContaining({ maximumTurns }));
  await providers.close();
});
