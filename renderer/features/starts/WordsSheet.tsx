import { useEffect, useRef, useState } from 'react';
import { Button, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { START } from '#shared/limits.ts';
import { contactKindsIn } from '#shared/people/contact-details.ts';
import { useConnection, useEngine } from '../../app/context.tsx';
import { useDraft } from '../../app/use-draft.ts';
import { useReadable } from '../../app/use-readable.ts';
import type { Draft } from '../../engine/draft.ts';
import { Notice } from '../../ui/Notice.tsx';
import { readyToSend } from '../chats/composing.ts';
import { FailureNotice } from '../gate/FailureNotice.tsx';
import { ContactWarning } from '../people/ContactWarning.tsx';
import { languageOf } from '../talk/languages.ts';
import { useCommand } from '../talk/use-command.ts';
import { AskEverybody } from './AskEverybody.tsx';
import { FieldsAround } from './FieldsAround.tsx';
import { isForNow } from './offer.ts';
import { useLeaveMessage } from './use-sent-words.ts';
import { draftPlace, startForm, type StartForm, type WordsKind } from './start-draft.ts';
import { ThirdPerson } from './ThirdPerson.tsx';
import styles from './starts.module.css';

interface Props {
  readonly kind: WordsKind;
  readonly to: string;
  readonly close: () => void;
  /** One begins in the box, and not at what stands before it. */
  readonly atBox: boolean;
}

/** Words that wait for somebody: a message left (F158), or a listener's first ones to a member (F030). Kept as they are typed. */
export function WordsSheet(props: Props) {
  const draft = useDraft(draftPlace(props.kind, props.to));
  return draft === null ? <Opening {...props} /> : <Loaded {...props} draft={draft} />;
}

function Loaded(props: Props & { draft: Draft }) {
  const { i18n } = useTranslation();
  const content = useReadable(props.draft.content);
  const [sent, setSent] = useState(false);
  if (sent) return <Sent {...props} />;
  if (content === null) return <Opening {...props} />;
  const kept = startForm.safeParse(content.form);
  const form = kept.success ? kept.data : { topic: null, language: languageOf(i18n.language) };
  return <Writing {...props} text={content.text} first={form} sent={() => setSent(true)} />;
}

/** For the moment in which the disk is asked for what was begun: holds the focus, so that it is not at the way out. */
function Opening({ kind, atBox }: Props) {
  const { t } = useTranslation('starts');
  return (
    <p className={styles.begin} tabIndex={-1} data-autofocus={atBox || undefined}>
      {t(`${kind}.text`)}
    </p>
  );
}

function Writing({ kind, to, close, atBox, draft, text, first, sent }: Props & { draft: Draft; text: string; first: StartForm; sent: () => void }) {
  const { t } = useTranslation('starts');
  const { starts } = useEngine();
  const leaveMessage = useLeaveMessage();
  const { at } = useConnection();
  const sending = useCommand();
  // A form without words is no draft, and is kept here.
  const [form, setForm] = useState(first);
  const [asked, setAsked] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  // The dialog itself has looked for where to begin before the disk answered.
  useEffect(() => {
    if (atBox) box.current?.focus({ preventScroll: true });
  }, [atBox]);
  const words = readyToSend(text);
  const fault = words === '' ? 'words.empty' : contactKindsIn(words).length > 0 ? 'words.contact' : null;
  const send = async (): Promise<void> => {
    setAsked(true);
    if (fault !== null) return;
    const { topic, language } = form;
    const given = kind === 'message' ? () => leaveMessage({ to, topic, language, text: words }) : () => starts.invite({ to, language, text: words });
    if (!(await sending.run(given))) return;
    draft.sent();
    sent();
  };
  return (
    <form
      className={styles.sheet}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p>{t(`${kind}.text`)}</p>
      {kind === 'message' && <ThirdPerson />}
      <Textarea
        ref={box}
        data-autofocus={atBox || undefined}
        label={t(`${kind}.label`)}
        autosize
        minRows={4}
        maxRows={10}
        dir="auto"
        autoComplete="off"
        maxLength={START.maxTextLength}
        value={text}
        error={asked && fault !== null ? t(fault) : undefined}
        onChange={(event) => draft.set(event.currentTarget.value, form)}
      />
      <p className={styles.quiet}>{t('words.left', { count: START.maxTextLength - text.length })}</p>
      <ContactWarning text={text} />
      <FieldsAround
        form={form}
        topics={kind === 'message'}
        set={(more) => {
          setForm({ ...form, ...more });
          if (text.trim() !== '') draft.set(text, { ...form, ...more });
        }}
      />
      {at !== 'online' && at !== 'connecting' && <p className={styles.quiet}>{t('words.offline')}</p>}
      {sending.failure !== null && (
        <FailureNotice title={t('words.failed')} failure={sending.failure}>
          {kind === 'message' && 'rule' in sending.failure && isForNow(sending.failure.rule) && <AskEverybody form={form} />}
        </FailureNotice>
      )}
      <div className={styles.acts}>
        <Button variant="default" onClick={close}>
          {t('words.later')}
        </Button>
        <Button type="submit" disabled={sending.busy}>
          {t(sending.busy ? 'words.sending' : `${kind}.send`)}
        </Button>
      </div>
    </form>
  );
}

/** It is at the relay: what becomes of it, and where it can be taken back. */
function Sent({ kind, to, close }: Props) {
  const { t } = useTranslation('starts');
  return (
    <>
      <Notice kind="good" answer title={t(`${kind}.sent`, { name: to })} safe={t(`${kind}.sentText`)} />
      <div className={styles.acts}>
        <Button component={Link} href={kind === 'message' ? '/talk' : '/listen'} variant="default">
          {t('seeWaiting')}
        </Button>
        <Button onClick={close} data-autofocus>
          {t('app:close')}
        </Button>
      </div>
    </>
  );
}
