import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useReducedMotion } from '@mantine/hooks';
import { useApp, useSetting } from '../../../app/context.tsx';
import type { Practice } from '../../../content/course/schema.ts';
import { keepChat, practiceOf, type CourseRow, type PracticeRow } from '../progress.ts';
import { useChangeOf } from '../use-course.ts';
import { pauseMs } from './pauses.ts';
import { reply } from './reply.ts';
import { beginPractice, stopped, written, type PracticeState } from './state.ts';

/** How soon a line that the disk refused is tried again. */
const RETRY_MS = 3_000;

/** Whether the invented person answers at once: by the person's choice, otherwise where little shall move. */
export function useQuickAnswers(): { readonly quick: boolean; choose: (quick: boolean) => void } {
  const calm = useReducedMotion();
  const chosen = useSetting<boolean>('course/quick-answers');
  return { quick: chosen.value ?? calm, choose: (quick) => void chosen.set(quick).catch(() => undefined) };
}

export interface PracticeActs {
  readonly begin: () => void;
  /** Resolves to whether the chat took the words: the disk may refuse them, or the chat have ended meanwhile. */
  readonly send: (text: string) => Promise<boolean>;
  readonly stop: () => void;
}

/** A practice chat of the vault: each line is on disk before it is on screen, so that it goes on after a restart. */
export function usePractice(practice: Practice, row: PracticeRow | null, quick: boolean): PracticeActs {
  const { i18n } = useTranslation();
  const { language } = i18n;
  const change = useChangeOf('practice', practice.id);
  const { timers, random } = useApp();
  const next = row?.chat?.typing[0];
  const lines = row?.chat?.lines.length ?? 0;

  // They write one line after the other; the timer belongs to the line that is being written, and goes with the screen.
  useEffect(() => {
    if (next === undefined) return undefined;
    let here = true;
    const write = async (): Promise<void> => {
      const kept = await change((before, nowMs) =>
        inChat(before, nowMs, (chat) => (chat.lines.length === lines ? written(chat, nowMs) : chat)),
      );
      // Nothing on screen changes by a write that failed: without another try they would be writing for ever.
      if (!kept && here) timer = timers.after(RETRY_MS, () => void write());
    };
    let timer = timers.after(quick ? 0 : pauseMs(next, random), () => void write());
    return () => {
      here = false;
      timer.cancel();
    };
  }, [next, lines, quick, timers, random, change]);

  return {
    begin: () => void change((before, nowMs) => keepChat(before, beginPractice(practice), nowMs)),
    async send(text) {
      let taken = false;
      const kept = await change((before, nowMs) =>
        inChat(before, nowMs, (chat) => {
          const after = reply(chat, practice, text, language, nowMs);
          // As it was: ended in another window, before this one has heard of it.
          taken = after !== chat;
          return after;
        }),
      );
      return kept && taken;
    },
    stop: () => void change((before, nowMs) => inChat(before, nowMs, stopped)),
  };
}

function inChat(before: CourseRow | null, nowMs: number, act: (chat: PracticeState) => PracticeState): CourseRow | null {
  const chat = practiceOf(before)?.chat ?? null;
  return chat === null ? before : keepChat(before, act(chat), nowMs);
}
