"""The server of the Model Context Protocol: the tools with what they are for, over stdin and stdout."""

from __future__ import annotations

from mcp.server.mcpserver import MCPServer
from mcp.types import ToolAnnotations

from extractor.assistant.tools import Tools
from extractor.messages import render
from extractor.version import __version__

READING = ("search", "get", "check", "ask")
WRITING = ("decide",)


def make_server(tools: Tools, *, write: bool) -> MCPServer:
    """Return the server; the tools that write are not even named unless `write` is given."""
    instructions = render("assistant.instructions", lang=tools.lang)
    server = MCPServer("nianbao", instructions=instructions, version=__version__, log_level="WARNING")
    for name in (*READING, *(WRITING if write else ())):
        hints = ToolAnnotations(read_only_hint=name in READING, destructive_hint=False, open_world_hint=False)
        describing = render(f"assistant.tool.{name}", lang=tools.lang)
        server.add_tool(getattr(tools, name), name=name, description=describing, annotations=hints)
    return server
