import { useTranslation } from 'react-i18next';
import type { Guide } from '../../content/library/schema.ts';
import { useShelf } from '../../content/library/use-shelf.ts';
import { RelatedLinks } from '../../ui/RelatedLinks.tsx';

const byIds = <Item extends { readonly id: string }>(shelf: readonly Item[] | null, ids: readonly string[]): readonly Item[] =>
  (shelf ?? []).filter(({ id }) => ids.includes(id));

/** Where a guide leads on to (F236): paths, meditations, and what people ask about the same. */
export function GuideRelated({ guide }: { guide: Guide }) {
  const { t } = useTranslation('library');
  const paths = useShelf('paths');
  const meditations = useShelf('meditations');
  const answers = useShelf('answers');
  const asked = (answers ?? []).filter(({ guides }) => guides.includes(guide.id));
  return (
    <RelatedLinks
      title={t('related.title')}
      groups={[
        { title: t('related.paths'), links: byIds(paths, guide.paths).map(({ id, title }) => ({ path: `/growth/paths/${id}`, title })) },
        { title: t('related.meditations'), links: byIds(meditations, guide.meditations).map(({ id, title }) => ({ path: `/growth/meditations/${id}`, title })) },
        { title: t('related.questions'), links: asked.map(({ id, question }) => ({ path: `/growth/questions/${id}`, title: question })) },
      ]}
    />
  );
}
