import { useEffect } from 'react';
import { useLocation } from 'wouter';
import type { ChatSummary } from '../../engine/types.ts';
import { chatForDigit, deskOrder } from './desk-order.ts';

/** Alt+1 … Alt+9, and Alt+0 for the tenth, jump to an open chat from anywhere in the app. */
export function useChatKeys(chats: readonly ChatSummary[]): void {
  const [, go] = useLocation();
  useEffect(() => {
    const jump = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      // By the place of the key: with Alt held, a Mac types other signs than digits.
      const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
      const wanted = digit === undefined ? null : chatForDigit(deskOrder(chats), digit);
      if (wanted === null) return;
      event.preventDefault();
      go(`/chats/${wanted.chat}`);
    };
    window.addEventListener('keydown', jump);
    return () => window.removeEventListener('keydown', jump);
  }, [chats, go]);
}
