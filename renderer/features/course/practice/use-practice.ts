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

/** Whether the invented person answers at once: by the person's choice, otherwise where little shall move. */
export function useQuickAnswers(): { readonly quick: boolean; choose: (quick: boolean) => void } {
  const calm = useReducedMotion();
  const chosen = useSetting<boolean>('course/quick-answers');
  return { quick: chosen.value ?? calm, choose: (quick) => void chosen.set(quick).catch(() => undefined) };
}

export interface PracticeActs {
  readonly begin: () => void;
  readonly send: (text: string) => void;
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
    const timer = timers.after(quick ? 0 : pauseMs(next, random), () => {
      change((before, nowMs) => inChat(before, nowMs, (chat) => (chat.lines.length === lines ? written(chat, nowMs) : chat)));
    });
    return () => timer.cancel();
  }, [next, lines, quick, timers, random, change]);

  return {
    begin: () => change((before, nowMs) => keepChat(before, beginPractice(practice), nowMs)),
    send: (text) =>
      change((before, nowMs) => inChat(before, nowMs, (chat) => reply(chat, practice, text, language, nowMs))),
    stop: () => change((before, nowMs) => inChat(before, nowMs, stopped)),
  };
}

function inChat(before: CourseRow | null, nowMs: number, act: (chat: PracticeState) => PracticeState): CourseRow | null {
  const chat = practiceOf(before)?.chat ?? null;
  return chat === null ? before : keepChat(before, act(chat), nowMs);
}
