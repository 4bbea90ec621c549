"""The acts that the source of the application appends to the audit log, read from its syntax.

An act is the second argument of `audit.append`: a text, one of two texts, a text that a table at
the top of the module holds, or what is handed to a function that hands it on.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

Function = ast.FunctionDef


class ActIsNotReadable(Exception):
    """An act is made in a way that this reader does not follow."""


@dataclass
class Source:
    """The modules of the application, by name."""

    modules: dict[str, ast.Module]

    def acts(self) -> set[str]:
        """Return every act that is appended."""
        found: set[str] = set()
        for module, function, call in self._calls("append", of="audit"):
            found |= self._told(module, function, call.args[1])
        return found

    def _calls(
        self, name: str, *, of: str | None = None, within: str | None = None
    ) -> Iterator[tuple[str, Function, ast.Call]]:
        """Yield the calls of a function, each with the innermost function that it stands in."""
        for module, tree in self.modules.items():
            if within is not None and module != within:
                continue
            for function in (node for node in ast.walk(tree) if isinstance(node, Function)):
                for node in ast.walk(function):
                    if isinstance(node, ast.Call) and _is_call(node, name, of):
                        yield module, function, node

    def _told(self, module: str, function: Function, said: ast.expr) -> set[str]:
        match said:
            case ast.Constant(value=str(text)):
                return {text}
            case ast.IfExp(body=body, orelse=other):
                return self._told(module, function, body) | self._told(module, function, other)
            case ast.Subscript(value=ast.Name(id=table)):
                return self._table(module, table)
            case ast.Name(id=name):
                return self._named(module, function, name)
            case _:
                raise ActIsNotReadable(module, ast.unparse(said))

    def _table(self, module: str, name: str) -> set[str]:
        for node in self.modules[module].body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
                assert isinstance(node.value, ast.Dict)
                return {
                    one.value
                    for one in node.value.values
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                }
        raise ActIsNotReadable(module, name)

    def _named(self, module: str, function: Function, name: str) -> set[str]:
        """Return what a name stands for: what it was set to, or what callers hand over."""
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
                return self._told(module, function, node.value)
        names = [one.arg for one in function.args.args]
        if name not in names:
            raise ActIsNotReadable(module, function.name, name)
        place, found = names.index(name), set[str]()
        within = module if function.name.startswith("_") else None
        for other, caller, call in self._calls(function.name, within=within):
            found |= self._told(other, caller, call.args[place])
        return found


def _is_call(node: ast.Call, name: str, of: str | None) -> bool:
    match node.func:
        case ast.Attribute(value=ast.Name(id=owner), attr=attribute):
            return attribute == name and owner == of
        case ast.Name(id=called):
            return called == name and of is None
        case _:
            return False
