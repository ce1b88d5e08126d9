import { categoryWords, kindWords, topicWords, type Words } from '../../core/vocabulary.ts';
import { language } from '../language.ts';

/** The field's words as people read them; a word that is not known is shown as it is. */
export const categoryName = (category: string) => inLanguage(categoryWords(category));
export const topicName = (topic: string) => inLanguage(topicWords(topic));
export const kindName = (kind: string) => inLanguage(kindWords(kind));

function inLanguage({ zh, en }: Words): string {
  return language() === 'en' ? en : zh;
}
