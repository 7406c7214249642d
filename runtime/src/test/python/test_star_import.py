"""``from rebeam import *`` in modules of a program."""

import importlib
import sys
import tempfile
import unittest
from pathlib import Path

import rebeam
from rebeam._core.later_names import NAMES


class StarImportTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        sys.path.insert(0, folder.name)
        self.addCleanup(sys.path.remove, folder.name)

    def module(self, name, text):
        self.folder.joinpath(f"{name}.py").write_text(text)
        self.addCleanup(sys.modules.pop, name, None)
        importlib.invalidate_caches()
        return importlib.import_module(name)

    def test_a_module_gets_what_is_no_server_and_what_its_text_uses(self):
        module = self.module("star_uses", "from rebeam import *\nclass Counter(GenServer): pass\n")
        self.assertIs(module.Counter.__base__, rebeam.GenServer)
        self.assertIs(vars(module)["spawn"], rebeam.spawn)
        self.assertNotIn("Registry", vars(module))

    def test_a_name_in_an_annotation_or_a_string_is_used(self):
        module = self.module("star_annotates", "from rebeam import *\nkind = 'Table'\n")
        self.assertIs(vars(module)["Table"], rebeam.Table)

    def test_other_modules_find_the_remaining_names_there(self):
        self.module("star_passes_on", "from rebeam import *\nmine = 1\n_hidden = 2\n")
        module = self.module(
            "star_takes", "from star_passes_on import *\nkind = Agent\ntaken = mine, spawn\n"
        )
        self.assertIs(module.kind, rebeam.Agent)
        self.assertEqual(module.taken, (1, rebeam.spawn))
        self.assertNotIn("_hidden", vars(module))
        named = self.module("star_names", "from star_passes_on import Task, mine\n")
        self.assertIs(named.Task, rebeam.Task)
        self.assertIs(sys.modules["star_passes_on"].Registry, rebeam.Registry)

    def test_a_module_has_no_list_of_its_names_of_its_own(self):
        module = self.module("star_lists", "from rebeam import *\n")
        self.assertFalse(hasattr(module, "__all__"))
        with self.assertRaisesRegex(AttributeError, "^module 'star_lists' has no attribute 'no'$"):
            _ = module.no

    def test_code_that_may_come_to_any_name_gets_all(self):
        module = self.module("star_executes", "from rebeam import *\nexec('kind = PubSub')\n")
        self.assertLessEqual(NAMES, vars(module).keys())

    def test_a_module_with_a_getattr_of_its_own_gets_all(self):
        module = self.module(
            "star_has_getattr",
            "from rebeam import *\ndef __getattr__(name):\n    return name\n",
        )
        self.assertLessEqual(NAMES, vars(module).keys())
        self.assertEqual(module.other, "other")

    def test_executed_text_gets_all(self):
        namespace = {}
        exec("from rebeam import *", namespace)
        self.assertLessEqual(NAMES, namespace.keys())

    def test_the_list_that_a_program_reads_has_all(self):
        self.assertLessEqual(NAMES, set(rebeam.__all__))
        self.assertIn("spawn", rebeam.__all__)
        self.assertEqual(len(set(rebeam.__all__)), len(rebeam.__all__))
        for name in rebeam.__all__:
            self.assertTrue(hasattr(rebeam, name), name)


if __name__ == "__main__":
    unittest.main()
