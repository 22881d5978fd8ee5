"""Starter: `liaison init` writes a commented configuration and its CSV files into a folder."""

from __future__ import annotations

from pathlib import Path

#: example -> name in the operator's folder
FILES = {
    "liaison.example.toml": "liaison.toml",
    "partners.example.csv": "partners.csv",
    "companies.example.csv": "companies.csv",
    "liaison.service": "liaison.service",
}


def examples_folder() -> Path:
    """Where the examples are: beside the packages in a checkout, inside `service` in a wheel."""
    here = Path(__file__).resolve().parent
    checkout = here.parent / "config"
    return checkout if checkout.is_dir() else here / "_data" / "config"


def write(folder: Path) -> list[Path]:
    """The files written. Raises FileExistsError rather than replace one."""
    present = [name for name in FILES.values() if (folder / name).exists()]
    if present:
        raise FileExistsError(f"{folder} contient déjà : {', '.join(present)} ; rien n'a été écrit")
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for example, name in FILES.items():
        path = folder / name
        path.write_bytes((examples_folder() / example).read_bytes())
        path.chmod(0o600)
        written.append(path)
    return written
