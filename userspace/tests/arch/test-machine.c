// SPDX-License-Identifier: GPL-2.0
/* Which models say something of which machine */
#include "arch/machine.h"
#include "tests/tap.h"

TEST(models_of_a_machine)
{
	EXPECT(machine_has_model("x86_64", MODEL_TSO));
	EXPECT(machine_has_model("i686", MODEL_TSO));
	EXPECT(!machine_has_model("aarch64", MODEL_TSO));
	for (enum model m = 0; m < NR_MODELS; m++)
		if (m != MODEL_TSO)
			EXPECT(machine_has_model("aarch64", m));
}

/* Who shows what SC forbids breaks no rule; the others rule machines */
TEST(models_that_rule)
{
	EXPECT(model_rules(MODEL_LKMM));
	EXPECT(model_rules(MODEL_TSO));
	EXPECT(!model_rules(MODEL_SC));
}

CHECK_MAIN
