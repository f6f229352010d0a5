"""Talking to language models: whatever speaks the OpenAI chat protocol, in the cloud or on the own network."""

from extractor.llm.model import ChatAnswer, ChatModel, ChatRequest

__all__ = ["ChatAnswer", "ChatModel", "ChatRequest"]
