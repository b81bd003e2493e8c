import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useEngine, useIdentity } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page, useTitle } from '../../ui/Page.tsx';
import { ChatsStarts } from '../starts/ChatsStarts.tsx';
import { StartSheetProvider } from '../starts/start-sheet-context.tsx';
import { ChatList } from './ChatList.tsx';
import { Desk } from './Desk.tsx';
import { deskOrder } from './desk-order.ts';
import { MissingChat } from './MissingChat.tsx';
import { SingleChat } from './SingleChat.tsx';
import styles from './desk.module.css';

/** From here on the list and at least one chat stand side by side; below it they take turns. */
const SIDE_BY_SIDE = '(min-width: 56em)';

interface Props {
  readonly params: Readonly<Record<string, string | undefined>>;
}

/** The chats: a list and a desk of several where there is room, one at a time where there is not. */
export function ChatsScreen(props: Props) {
  return (
    <StartSheetProvider>
      <Chats {...props} />
    </StartSheetProvider>
  );
}

function Chats(props: Props) {
  const { t } = useTranslation('chats');
  const chats = useReadable(useEngine().chats);
  const wide = useMediaQuery(SIDE_BY_SIDE, undefined, { getInitialValueInEffect: false });
  const order = deskOrder(chats);
  // With a single chat there is nothing to choose.
  const only = wide && chats.length === 1 ? chats[0] : undefined;
  const wanted = props.params['chat'] ?? only?.chat ?? null;
  const chosen = chats.find(({ chat }) => chat === wanted) ?? null;
  // With whom one talks is nobody's business who looks over a shoulder or at a list of windows.
  useTitle(t('title'));

  if (wanted === null && chats.length === 0) return <NoChats />;
  if (!wide && wanted === null) {
    return (
      <Page title={t('title')}>
        <ChatsStarts />
        <ChatList order={order} chosen={null} />
      </Page>
    );
  }
  if (!wide) {
    return <div className={styles.single}>{chosen === null ? <MissingChat /> : <SingleChat chat={chosen.chat} />}</div>;
  }
  return (
    <div className={styles.area}>
      <div className={styles.side}>
        <h1 className={styles.areaTitle}>{t('title')}</h1>
        <ChatsStarts />
        <ChatList order={order} chosen={chosen?.chat ?? null} numbered />
      </div>
      {wanted !== null && chosen === null ? <MissingChat /> : <Desk order={order} chosen={chosen?.chat ?? null} />}
    </div>
  );
}

/** Nothing yet: says where chats come from, for this kind of account. */
function NoChats() {
  const { t } = useTranslation('chats');
  const identity = useIdentity();
  const listens = identity.at === 'account' && identity.actor.type === 'listener';
  const words = listens ? 'emptyListener' : 'emptySeeker';
  return (
    <Page title={t('title')}>
      <ChatsStarts />
      <EmptyState title={t(`${words}.title`)} text={t(`${words}.body`)}>
        <Button component={Link} href={listens ? '/listen' : '/talk'}>
          {t(`${words}.go`)}
        </Button>
      </EmptyState>
    </Page>
  );
}
