import { createContext, useContext, type ReactNode } from 'react';
import { useStartSheet, type StartSheet } from './use-start-sheet.tsx';

const SheetContext = createContext<StartSheet['open'] | null>(null);

/** One sheet for a whole list of people, whose rows open it. */
export function StartSheetProvider(props: { children: ReactNode }) {
  const { open, sheet } = useStartSheet();
  return (
    <SheetContext value={open}>
      {props.children}
      {sheet}
    </SheetContext>
  );
}

/** Opens the sheet of the list that one stands in; null where there is none. */
export const useOpenStart = (): StartSheet['open'] | null => useContext(SheetContext);
