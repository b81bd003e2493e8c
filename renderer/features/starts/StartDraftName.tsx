import { useTranslation } from 'react-i18next';

/** Whom an unfinished message, or a listener's first words, are for. */
export function MessageDraftName({ id }: { id: string }) {
  const { t } = useTranslation('starts');
  return <bdi>{t('message.title', { name: id })}</bdi>;
}

export function InvitationDraftName({ id }: { id: string }) {
  const { t } = useTranslation('starts');
  return <bdi>{t('invitation.title', { name: id })}</bdi>;
}

/** Words that came back from somebody whose name is told to nobody any more. */
export function WordsBackName() {
  const { t } = useTranslation('starts');
  return <>{t('words.back')}</>;
}
