import type { FrameLocator } from '@playwright/test';

/** What a visitor does in the widget. */
export async function openPanel(widget: FrameLocator): Promise<void> {
  await widget.getByRole('button').first().click();
  await widget.getByRole('dialog').waitFor();
}

export async function ask(widget: FrameLocator, question: string): Promise<void> {
  const field = widget.getByRole('textbox');
  if (!(await field.isVisible())) await widget.getByRole('button', { name: 'Type', exact: true }).click();
  await field.fill(question);
  await field.press('Enter');
}
