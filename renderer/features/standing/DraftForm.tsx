import type { ReactNode } from 'react';
import { Button, Textarea } from '@mantine/core';
import type { Result } from '#shared/result.ts';
import { useReadable } from '../../app/use-readable.ts';
import type { Draft } from '../../engine/draft.ts';
import type { CommandFailure } from '../../engine/types.ts';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { useCommand } from '../account/use-command.ts';
import styles from './standing.module.css';

/** A few words to those who keep the house: kept as a draft until they are sent, and refused with the reason beside them. */
export function DraftForm(props: {
  draft: Draft;
  label: string;
  hint: string;
  submit: string;
  rows: number;
  maxLength: number;
  /** Not what the page is for: a quieter button. */
  quiet?: boolean;
  /** What else has to be so before it goes. */
  ready?: boolean;
  send: (text: string) => Promise<Result<unknown, CommandFailure>>;
  sent?: () => void;
  /** Above the words. */
  children?: ReactNode;
}) {
  const { draft } = props;
  const text = useReadable(draft.text);
  const { state, run } = useCommand();
  const mayGo = props.ready !== false && text.trim() !== '';
  const send = async (): Promise<void> => {
    const answer = await run(() => props.send(text));
    if (answer?.ok !== true) return;
    draft.sent();
    props.sent?.();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (mayGo) void send();
      }}
    >
      {props.children}
      <Textarea
        dir="auto"
        label={props.label}
        description={props.hint}
        autoComplete="off"
        autosize
        minRows={props.rows}
        maxLength={props.maxLength}
        value={text}
        onChange={(event) => draft.set(event.currentTarget.value)}
      />
      {state.at === 'failed' && <FailureNotice failure={state.failure} />}
      <Button type="submit" {...(props.quiet === true ? { variant: 'default' } : {})} disabled={!mayGo || state.at === 'busy'}>
        {props.submit}
      </Button>
    </form>
  );
}
