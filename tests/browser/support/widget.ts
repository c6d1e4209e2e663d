import type { FrameLocator } from '@playwright/test';

/** What a visitor does in the widget. */
export async function openPanel(widget: FrameLocator): Promise<void> {
  await widget.getByRole('button').first().click();
  await widget.getByRole('dialog').waitFor();
}

export async function ask(widget: FrameLocator, question: string): Promise<void> {
  const field = widget.getByRole('textbox');
  const type = widget.getByRole('button', { name: 'Type', exact: true });
  // The choice goes as soon as it is known that the server cannot hear.
  await field.or(type).first().waitFor();
  if (!(await field.isVisible())) await Promise.race([type.click().catch(() => undefined), field.waitFor()]);
  await field.fill(question);
  await field.press('Enter');
}
