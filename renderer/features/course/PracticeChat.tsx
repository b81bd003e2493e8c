import { useEffect, useRef, useState, type RefObject } from 'react';
import { ActionIcon, Button, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Practice } from '../../content/course/schema.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { PersonName } from '../../ui/PersonName.tsx';
import { PracticeComposer } from './PracticeComposer.tsx';
import { isOver, ownLines, type PracticeState } from './practice/state.ts';
import type { PracticeActs } from './practice/use-practice.ts';
import { Transcript } from './Transcript.tsx';
import chatStyles from '../chats/chat.module.css';
import frameStyles from '../chats/transcript.module.css';
import styles from './course.module.css';

/** Looks like a chat, and says at its head that it is none: the other is invented, and it all stays on the device. */
export function PracticeChat(props: { practice: Practice; chat: PracticeState; acts: PracticeActs; look: () => void }) {
  const { t } = useTranslation('course');
  const { practice, chat, acts } = props;
  const name = `@${practice.name}`;
  const [asking, setAsking] = useState(false);
  const over = isOver(chat);
  const writing = chat.typing.length > 0;
  const frame = useFrameAtEnd(`${chat.lines.length}/${writing}/${over}`);
  return (
    <section className={chatStyles.pane} aria-label={t('chat.with', { name })}>
      <header className={chatStyles.header}>
        <ActionIcon component={Link} href="/learn" variant="subtle" size="lg" aria-label={t('back')}>
          <IconArrowLeft size={22} className={chatStyles.mirrored} />
        </ActionIcon>
        <Avatar name={practice.name} type="guest" size={38} />
        <div className={chatStyles.headWords}>
          <Title order={1} size="h3" className={chatStyles.headName}>
            <PersonName name={practice.name} />
          </Title>
          <p className={chatStyles.headKind}>{t('chat.label')}</p>
        </div>
        {!over && (
          <Button variant="subtle" size="sm" onClick={() => (ownLines(chat).length === 0 ? acts.stop() : setAsking(true))}>
            {t('chat.stop')}
          </Button>
        )}
      </header>
      <div className={frameStyles.frameHolder}>
        <div
          ref={frame}
          className={frameStyles.frame}
          role="log"
          aria-label={t('chat.lines', { name })}
          // A region that scrolls must be reachable by the keyboard (WCAG 2.1.1).
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
        >
          <p className={frameStyles.beginning}>{t('chat.who', { name })}</p>
          <Transcript name={practice.name} chat={chat} />
          <p className={frameStyles.writing} data-on={writing || undefined}>
            {writing ? t('chat.writing', { name }) : ''}
          </p>
        </div>
      </div>
      {over ? <Over look={props.look} /> : <PracticeComposer id={practice.id} name={name} send={acts.send} closed={chat.end !== null} />}
      <ConfirmDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t('chat.stopTitle')}
        text={t('chat.stopText')}
        confirm={t('chat.stopConfirm')}
        onConfirm={acts.stop}
      />
    </section>
  );
}

/** The frame of what was said: whatever changes what stands there, the newest line is in sight. */
function useFrameAtEnd(stands: string): RefObject<HTMLDivElement | null> {
  const frame = useRef<HTMLDivElement>(null);
  const shown = useRef('');
  useEffect(() => {
    if (frame.current === null || shown.current === stands) return;
    shown.current = stands;
    frame.current.scrollTop = frame.current.scrollHeight;
  }, [stands]);
  return frame;
}

/** What was in the writing place before: the way on, which has the focus, since the box that had it is gone. */
function Over({ look }: { look: () => void }) {
  const { t } = useTranslation('course');
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <div className={styles.over}>
      <output>{t('chat.over')}</output>
      <Button ref={button} onClick={look}>
        {t('chat.look')}
      </Button>
    </div>
  );
}
