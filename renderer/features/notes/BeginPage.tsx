import { useState } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ChatId } from '#shared/ids.ts';
import { useIdentity } from '../../app/context.tsx';
import type { Template } from '../../content/library/schema.ts';
import { useShelf } from '../../content/library/use-shelf.ts';
import { Page } from '../../ui/Page.tsx';
import { aboutAddress } from './note-places.ts';
import { templatesFor } from './templates.ts';
import { useAboutWhom } from './use-about-whom.ts';
import { useBeginNote } from './use-create-note.ts';
import styles from './begin.module.css';

/** A new note from one of our templates, or from nothing; after a chat, one that is linked to it where its writer likes. */
export function BeginPage(props: { chat: ChatId | null }) {
  const { t } = useTranslation(['journal', 'notes']);
  const identity = useIdentity();
  const beginNote = useBeginNote();
  const about = useAboutWhom(props.chat);
  const [linked, setLinked] = useState(true);
  const shelf = useShelf('templates');
  const listener = identity.at === 'account' && identity.me.type === 'listener';
  const templates = templatesFor(shelf ?? [], { listener, listened: about?.person.side === 'member' });
  const begin = (template: Template | null): void => {
    const words = template === null ? {} : { title: template.title, body: template.body };
    const link = about === null || !linked ? [] : [{ to: 'chat', chat: about.chat, name: about.person.name } as const];
    beginNote({ with: { ...words, about: link } });
  };
  const back = (
    <Button component={Link} href={about === null ? '/notes' : aboutAddress(about.chat)} variant="default">
      {about === null ? t('notes:back') : t('begin.back', { name: about.person.name })}
    </Button>
  );
  return (
    <Page title={t('begin.title')} lead={<p>{t('begin.lead')}</p>} actions={back}>
      {about !== null && (
        <Checkbox
          size="md"
          checked={linked}
          label={t('begin.link', { name: about.person.name })}
          description={t('begin.linkMeans')}
          onChange={(event) => setLinked(event.currentTarget.checked)}
        />
      )}
      <ul className={styles.templates} aria-label={t('begin.templates')}>
        <li>
          <Choice title={t('begin.blank')} summary={t('begin.blankSummary')} choose={() => begin(null)} />
        </li>
        {templates.map((template) => (
          <li key={template.id}>
            <Choice title={template.title} summary={template.summary} choose={() => begin(template)} />
          </li>
        ))}
      </ul>
    </Page>
  );
}

const Choice = (props: { title: string; summary: string; choose: () => void }) => (
  <button type="button" className={styles.choice} onClick={props.choose}>
    <strong>{props.title}</strong>
    <span>{props.summary}</span>
  </button>
);
