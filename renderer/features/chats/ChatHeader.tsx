import { useRef, useState } from 'react';
import { ActionIcon, Menu, Title, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconDots, IconDoorExit, IconHandStop, IconHelp, IconMessageReport, IconNotes } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ChatHandle, ChatView } from '../../engine/types.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { WhyDialog } from '../../ui/Why.tsx';
import { aboutAddress } from '../notes/note-places.ts';
import { AuthorName } from '../people/AuthorName.tsx';
import { TellDialog } from '../team/TellDialog.tsx';
import { BlockDialog, EndDialog } from './ClosingDialogs.tsx';
import { Counter } from './Counter.tsx';
import styles from './chat.module.css';

/** Whom one talks with, in words as well as by the picture, what about, and what else one can do. */
export function ChatHeader(props: { handle: ChatHandle; view: ChatView; back: boolean }) {
  const { t } = useTranslation(['chats', 'journal']);
  const { view } = props;
  const { with: other, topic, role } = view.card;
  const about = topic === null ? '' : ` · ${t('about', { topic: t(`topics:${topic}`) })}`;
  return (
    <header className={styles.header}>
      {props.back && (
        <ActionIcon component={Link} href="/chats" variant="subtle" size="lg" aria-label={t('list.back')}>
          <IconArrowLeft size={22} className={styles.mirrored} />
        </ActionIcon>
      )}
      <Avatar name={other.name} type={other.type} size={38} />
      <div className={styles.headWords}>
        <Title order={props.back ? 1 : 2} size="h3" tabIndex={-1} className={styles.headName}>
          <AuthorName person={other} />
        </Title>
        <p className={styles.headKind}>
          {t(`kind.${other.type}`)}
          {about}
        </p>
        {view.card.acrossAges === true && <p className={styles.headAges}>{t(`ages.${role}`)}</p>}
      </div>
      <Tooltip label={t('journal:about.fromChat', { name: other.name })} position="bottom-end">
        <ActionIcon
          component={Link}
          href={aboutAddress(view.chat)}
          className={styles.headNotes}
          variant="subtle"
          size="lg"
          color="gray"
          aria-label={t('journal:about.fromChat', { name: other.name })}
        >
          <IconNotes size={22} stroke={1.6} color="var(--mantine-color-text)" aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      {role === 'listener' && <Counter messages={view.messages} other={other} />}
      <More handle={props.handle} view={view} />
    </header>
  );
}

/** Ending and blocking, each behind a question and only where the rule book allows it (promise 4); and whom to tell. */
function More({ handle, view }: { handle: ChatHandle; view: ChatView }) {
  const { t } = useTranslation('chats');
  const [asking, setAsking] = useState<'end' | 'block' | 'why' | 'tell' | null>(null);
  const blockable = view.mayBlock.allowed && view.card.state !== 'blocked';
  const close = (): void => setAsking(null);
  const opener = useRef<HTMLButtonElement>(null);
  // What was pressed goes with the menu: whoever leaves the question finds the button that led to it (WCAG 2.4.3).
  const ask = (what: 'end' | 'block' | 'why' | 'tell'): void => {
    opener.current?.focus();
    setAsking(what);
  };
  return (
    <>
      {(view.mayEnd.allowed || blockable) && (
        <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <ActionIcon ref={opener} variant="subtle" size="lg" color="gray" aria-label={t('menu.label')}>
              <IconDots size={22} color="var(--mantine-color-text)" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {view.mayEnd.allowed && (
              <Menu.Item leftSection={<IconDoorExit size={18} />} onClick={() => ask('end')}>
                {t('menu.end')}
              </Menu.Item>
            )}
            {blockable && (
              <Menu.Item leftSection={<IconHandStop size={18} />} onClick={() => ask('block')}>
                {t('menu.block')}
              </Menu.Item>
            )}
            {!view.mayBlock.allowed && (
              <Menu.Item leftSection={<IconHelp size={18} />} onClick={() => ask('why')}>
                {t('why:of.block')}
              </Menu.Item>
            )}
            <Menu.Item leftSection={<IconMessageReport size={18} />} onClick={() => ask('tell')}>
              {t('team:tell.open')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {asking === 'why' && !view.mayBlock.allowed && (
        <WhyDialog rule={view.mayBlock.rule} title={t('why:of.block')} close={close} />
      )}
      <TellDialog opened={asking === 'tell'} close={close} />
      <EndDialog opened={asking === 'end'} close={close} handle={handle} view={view} />
      <BlockDialog opened={asking === 'block'} close={close} handle={handle} view={view} />
    </>
  );
}
