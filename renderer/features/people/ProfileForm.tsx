import { useState } from 'react';
import { Button, Checkbox, Chip, NativeSelect, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PROFILE } from '#shared/limits.ts';
import { contactKindsIn } from '#shared/people/contact-details.ts';
import type { OwnProfile } from '#shared/people/profile.ts';
import { mayShowContactDetails } from '#shared/policy/therapists.ts';
import { CHAT_LANGUAGES, TOPICS, type ChatLanguage } from '#shared/words.ts';
import { useConnection, useEngine, useIdentity } from '../../app/context.tsx';
import { useDraft } from '../../app/use-draft.ts';
import { useReadable } from '../../app/use-readable.ts';
import type { Draft } from '../../engine/draft.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useFirstFault } from '../../ui/use-first-fault.ts';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { useCommand } from '../account/use-command.ts';
import { languageName } from '../talk/languages.ts';
import { ContactWarning } from './ContactWarning.tsx';
import { changeOf, formOf, formWords, profileForm, toggled, type ProfileForm as Form } from './profile-form.ts';
import styles from './own.module.css';

/**
 * One's words about oneself, topics and languages. What is typed is a draft until the relay has it (F229). `tagged`: a listener who is
 * an adult may say "35 or over" (F086).
 */
export function ProfileForm(props: { own: OwnProfile; tagged: boolean }) {
  const draft = useDraft('profile/own');
  return draft === null ? null : <Loaded {...props} draft={draft} />;
}

function Loaded(props: { own: OwnProfile; tagged: boolean; draft: Draft }) {
  const content = useReadable(props.draft.content);
  if (content === null) return null;
  const kept = profileForm.safeParse(content.form);
  const form = kept.success ? kept.data : formOf(props.own);
  return <Fields {...props} form={form} />;
}

function Fields({ own, tagged, draft, form }: { own: OwnProfile; tagged: boolean; draft: Draft; form: Form }) {
  const { t } = useTranslation(['people', 'topics']);
  const { profiles } = useEngine();
  const online = useConnection().at === 'online';
  const { state, run, reset } = useCommand();
  /** Another one with each press on "save". */
  const [asked, setAsked] = useState<object | null>(null);
  const change = changeOf(form, own, tagged);
  const identity = useIdentity();
  // F077: some are excepted by whoever runs the relay.
  const excepted = identity.at === 'account' && mayShowContactDetails({ ...identity.me, rank: identity.me.standing.rank });
  const refused = !excepted && contactKindsIn(form.bio).length > 0;
  const set = (more: Partial<Form>): void => {
    const next = { ...form, ...more };
    reset();
    if (changeOf(next, own, tagged) === null && next.bio === own.bio) draft.sent();
    else draft.set(formWords(next), next);
  };
  const save = async (): Promise<void> => {
    setAsked({});
    if (change === null || refused) return;
    const saved = await run(() => profiles.change(change));
    if (saved?.ok === true) {
      draft.sent();
      setAsked(null);
    }
  };
  const fields = useFirstFault(refused ? asked : null);
  return (
    <form
      ref={fields}
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Textarea
        label={t('own.bio')}
        description={t('own.bioHint', { count: PROFILE.maxBioLength })}
        autosize
        minRows={3}
        maxRows={12}
        autoComplete="off"
        maxLength={PROFILE.maxBioLength}
        dir="auto"
        value={form.bio}
        error={asked !== null && refused ? t('contact.refused') : undefined}
        onChange={(event) => set({ bio: event.currentTarget.value })}
      />
      {!excepted && <ContactWarning text={form.bio} />}
      <fieldset>
        <legend>{t('own.topics', { count: PROFILE.maxTopics })}</legend>
        <div className={styles.chips}>
          {TOPICS.map((topic) => (
            <Chip key={topic} variant="light" checked={form.topics.includes(topic)}
              disabled={!form.topics.includes(topic) && form.topics.length >= PROFILE.maxTopics}
              onChange={() => set({ topics: toggled(TOPICS, form.topics, topic, PROFILE.maxTopics) })}>
              {t(`topics:${topic}`)}
            </Chip>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{t('own.languages', { count: PROFILE.maxLanguages })}</legend>
        <Languages chosen={form.languages} choose={(languages) => set({ languages })} />
      </fieldset>
      {tagged && (
        <Checkbox label={t('own.over35')} description={t('own.over35Hint')} checked={form.over35}
          onChange={(event) => set({ over35: event.currentTarget.checked })} />
      )}
      {state.at === 'failed' && <FailureNotice failure={state.failure} />}
      {state.at === 'done' && change === null && <Notice kind="good" title={t('own.saved')} answer />}
      {!online && change !== null && <p className={styles.quiet}>{t('own.waits')}</p>}
      <Button type="submit" disabled={!online || state.at === 'busy' || change === null}>
        {t('own.save')}
      </Button>
    </form>
  );
}

/** Those that were chosen, to be taken off, and a list of the others: five and thirty would be many steps for the keyboard. */
function Languages({ chosen, choose }: { chosen: readonly ChatLanguage[]; choose: (languages: ChatLanguage[]) => void }) {
  const { t, i18n } = useTranslation('people');
  const toggle = (tag: ChatLanguage): void => choose(toggled(CHAT_LANGUAGES, chosen, tag, PROFILE.maxLanguages));
  const rest = CHAT_LANGUAGES.filter((tag) => !chosen.includes(tag))
    .map((value) => ({ value, label: languageName(value, i18n.language) }))
    .toSorted((one, other) => one.label.localeCompare(other.label, i18n.language));
  return (
    <>
      <div className={styles.chips}>
        {chosen.map((tag) => (
          <Chip key={tag} variant="light" checked onChange={() => toggle(tag)}>
            {languageName(tag, i18n.language)}
          </Chip>
        ))}
      </div>
      {chosen.length < PROFILE.maxLanguages && (
        <NativeSelect
          className={styles.add}
          size="md"
          aria-label={t('own.addLanguage')}
          value=""
          onChange={(event) => {
            const tag = CHAT_LANGUAGES.find((one) => one === event.currentTarget.value);
            if (tag !== undefined) toggle(tag);
          }}
          data={[{ value: '', label: t('own.addLanguage') }, ...rest]}
        />
      )}
    </>
  );
}
