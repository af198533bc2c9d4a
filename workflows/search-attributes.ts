import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** What lists and the Temporal UI filter by. Never encrypted, so codes only: no names, no secrets. */
export const customerIdKey = defineSearchAttributeKey('OnboardCustomerId', SearchAttributeType.KEYWORD);
export const serviceModelKey = defineSearchAttributeKey('OnboardServiceModel', SearchAttributeType.KEYWORD);
export const stageKey = defineSearchAttributeKey('OnboardStage', SearchAttributeType.KEYWORD);
export const goLiveKey = defineSearchAttributeKey('OnboardGoLive', SearchAttributeType.DATETIME);
export const needsAttentionKey = defineSearchAttributeKey('OnboardNeedsAttention', SearchAttributeType.BOOL);

/** All of them: what `onboard setup` registers and workers insist on. */
export const searchAttributeKeys = [customerIdKey, serviceModelKey, stageKey, goLiveKey, needsAttentionKey];
