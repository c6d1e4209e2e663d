import { expect, test } from './support/visit.ts';

/** Delays of a laptop, a television and a Bluetooth speaker; from as loud as it was played to well damped. */
for (const echo of [
  { delayMs: 10, decibels: -6 },
  { delayMs: 60, decibels: -20 },
  { delayMs: 180, decibels: -12 },
  { delayMs: 450, decibels: -6 },
])
  test(`the assistant does not interrupt itself, heard again after ${echo.delayMs} ms at ${echo.decibels} dB`, async ({
    visit,
  }) => {
    const visitor = await visit({ echo });
    await visitor.openPanel();
    await visitor.widget.getByRole('button', { name: 'Talk' }).click();
    await expect(visitor.status).toHaveText(/listening/i);
    await visitor.ask('what are your opening hours?');
    await visitor.message(({ type }) => type === 'assistant_end');
    await expect(visitor.status).toHaveText(/listening/i, { timeout: 30_000 });
    // The room was not quiet, and nobody took it for a visitor.
    expect(await visitor.frame().evaluate(() => window.echoed)).toBeGreaterThan(
      0.3 * 10 ** (echo.decibels / 20),
    );
    const said = visitor.received.filter(
      (message) =>
        message.type === 'user_interruption' || (message.type === 'user_message' && !message.from_text),
    );
    expect(said).toEqual([]);
    await expect(visitor.widget.getByRole('log')).not.toContainText(/interrupted/i);
  });
