import { useTranslation } from 'react-i18next';

export function ProfileDraftName() {
  const { t } = useTranslation('people');
  return <>{t('own.title')}</>;
}
