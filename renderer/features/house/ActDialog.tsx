import { useState, type ReactNode } from 'react';
import { Button, Checkbox, Group, Modal, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { KEEPING, SESSION, TEXT } from '#shared/limits.ts';
import type { CommandResult } from '../../engine/types.ts';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { useFirstFault } from '../../ui/use-first-fault.ts';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { useCommand } from '../account/use-command.ts';
import styles from './house.module.css';

export interface Asked {
  /** What is written down as why. */
  readonly reason: string;
  /** As it was typed; empty where none was asked for. */
  readonly name: string;
  readonly password: string;
}

/**
 * An act with power: what it does, on whom, and why. The reason is required, and the dialog says where it goes (G3). The act
 * happens at once or not at all; when the relay refuses, the dialog stays and says which rule spoke. While it asks, nothing closes it:
 * what came of the act would be told to nobody, and close whatever was opened meanwhile. Once something was typed, only its buttons
 * close it: Escape, or a press beside it, is easily made, and the words would be gone.
 */
export function ActDialog(props: {
  title: string;
  text?: ReactNode;
  /** Asks for a name, too. */
  named?: boolean;
  /** What the reason is called, where it is more than a line in the record. */
  label?: string;
  hint?: string;
  maxLength?: number;
  /** A sentence to tick before the act: asked twice, where it cannot be taken back without harm. */
  understand?: string;
  /** Asks for one's password once more, where ranks are moved (RELIABILITY E3). */
  asksAgain?: boolean;
  /** What else has to be there. */
  complete?: boolean;
  confirm: string;
  act: (asked: Asked) => CommandResult<unknown>;
  close: () => void;
  done: () => void;
  children?: ReactNode;
  /** Below the reason. */
  below?: ReactNode;
  /** What more there is to say to a refusal. */
  belowRefusal?: ReactNode;
}) {
  const { t } = useTranslation(['house', 'keys', 'problems']);
  const [reason, setReason] = useState('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [understood, setUnderstood] = useState(props.understand === undefined);
  const [touched, setTouched] = useState(false);
  const { state, run } = useCommand();
  const isWhole = understood && props.complete !== false && (props.asksAgain !== true || password !== '');
  const ready = isWhole && reason.trim().length >= KEEPING.minReasonLength && (props.named !== true || name.trim() !== '');
  const isWrong = props.asksAgain === true && state.at === 'failed' && state.failure.code === 'wrong-password';
  const form = useFirstFault(isWrong ? state : null);
  const busy = state.at === 'busy';
  const leave = (): void => (busy ? undefined : props.close());
  const submit = async (): Promise<void> => {
    const result = await run(() => props.act({ reason: reason.trim(), name: name.trim(), password }));
    if (result?.ok === true) props.done();
  };
  return (
    <Modal
      opened
      onClose={leave}
      closeOnEscape={!touched}
      closeOnClickOutside={!touched}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('app:close'), disabled: busy }}
    >
      <form
        ref={form}
        className={styles.form}
        onInput={() => setTouched(true)}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void submit();
        }}
      >
        {props.text}
        {props.named === true && (
          <TextInput
            label={t('name')}
            leftSection="@"
            autoComplete="off"
            maxLength={TEXT.maxNameLength + 1}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
        {props.children}
        <Textarea
          dir="auto"
          label={props.label ?? t('reason')}
          description={props.hint ?? t('reasonHint')}
          autoComplete="off"
          autosize
          minRows={2}
          required
          maxLength={props.maxLength ?? KEEPING.maxReasonLength}
          data-autofocus={props.named !== true || undefined}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {props.below}
        {props.understand !== undefined && (
          <Checkbox label={props.understand} checked={understood} onChange={(event) => setUnderstood(event.currentTarget.checked)} />
        )}
        {props.asksAgain === true && (
          <PasswordField
            label={t('keys:again')}
            autoComplete="current-password"
            maxLength={SESSION.maxPasswordBytes}
            value={password}
            error={isWrong ? t('problems:wrong-password') : undefined}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        )}
        {state.at === 'failed' && !isWrong && <FailureNotice failure={state.failure} />}
        <div aria-live="polite">{state.at === 'failed' && props.belowRefusal}</div>
        <Group justify="flex-end">
          <Button variant="default" disabled={busy} onClick={leave}>
            {t('app:cancel')}
          </Button>
          <Button type="submit" disabled={!ready || busy}>
            {props.confirm}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
