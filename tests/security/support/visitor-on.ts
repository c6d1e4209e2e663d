import { createVisitor, type Visitor } from '../../faults/support/visitor.ts';
import type { Realm, Tab } from './tab.ts';

/** Somebody who uses the widget on the page. */
export async function visitorOn(tab: Tab, widget: string): Promise<{ frame: Realm; visitor: Visitor }> {
  const frame = await tab.frame(`${widget}/widget/`);
  const visitor = createVisitor({
    runInHost: tab.evaluate,
    runInFrame: frame.evaluate,
    press: frame.press,
    type: frame.type,
    close: async () => undefined,
  });
  return { frame, visitor };
}
