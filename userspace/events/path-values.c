// SPDX-License-Identifier: GPL-2.0
/*
 * The values of a path, its constraints and choices: see private/walker.h.
 */
#include "private/walker.h"
#include "lib/util.h"

uint16_t walker_node(struct walker *w, struct node node)
{
	struct path *path = &w->path;

	node_link(path->nodes, &node);
	GROW(path->nodes, path->nr_nodes, w->room_nodes);
	path->nodes[path->nr_nodes] = node;
	return path->nr_nodes++;
}

uint16_t walker_constant(struct walker *w, struct value value)
{
	return walker_node(w, (struct node) { .kind = NODE_CONST, .value = value });
}

uint16_t walker_alu(struct walker *w, unsigned int type,
		    enum ordlab_alu alu, uint16_t a, uint16_t b)
{
	const struct node *x = &w->path.nodes[a], *y = &w->path.nodes[b];
	const struct node node = {
		.kind = NODE_ALU, .alu = alu, .type = type, .a = a, .b = b,
		.blame = value_blame(w->thread_nr, w->pc),
	};

	if (alu == ORDLAB_A_MOV && node_fits(x, type))
		return a;
	if (x->kind == NODE_CONST && y->kind == NODE_CONST)
		return walker_constant(w, node_compute(&node, x->value, y->value));
	return walker_node(w, node);
}

unsigned int walker_type(const struct walker *w, uint8_t loc)
{
	unsigned int type = w->view->locations[w->domain->place[loc].of].type;

	return ordlab_is_data(type) ? type : ORDLAB_T_INT;
}

uint16_t walker_convert(struct walker *w, uint8_t loc, uint16_t node)
{
	return walker_alu(w, walker_type(w, loc), ORDLAB_A_MOV, node, node);
}

/* Whether some value of the domain satisfies all constraints on a read alone */
static bool read_can(const struct walker *w, uint16_t read)
{
	const struct path *path = &w->path;
	const struct values *values;
	uint8_t loc = path->events[read].loc;
	unsigned int v, c;

	values = &w->domain->at[loc];
	if (values->any || values->any_int)
		return true;
	for (v = 0; v < values->nr && !budget_over(w->budget); v++) {
		for (c = 0; c < path->nr_constraints; c++) {
			const struct constraint *con = &path->constraints[c];

			if (constraint_read(path->nodes, con) == read &&
			    constraint_met_if(path->nodes, con,
					      values->value[v]) == TRUTH_NO)
				break;
		}
		if (c == path->nr_constraints)
			return true;
	}
	return false;
}

void walker_constrain(struct walker *w, enum need need, uint16_t a, uint16_t b)
{
	struct path *path = &w->path;
	struct constraint con = { .need = need, .a = a, .b = b };
	uint16_t read = constraint_read(path->nodes, &con);

	if (read == NO_READ) {
		switch (constraint_met_if(path->nodes, &con, value_int(0))) {
		case TRUTH_NO:
			w->dead = true;
			break;
		case TRUTH_MAYBE:
			path->doubt = constraint_doubt(path->nodes, &con);
			break;
		case TRUTH_YES:
			break;
		}
		return;
	}
	GROW(path->constraints, path->nr_constraints, w->room_constraints);
	path->constraints[path->nr_constraints++] = con;
	if (read != SEVERAL_READS && !read_can(w, read))
		w->dead = true;
}

unsigned int walker_choose(struct walker *w, unsigned int nr)
{
	struct choice *choice;

	if (nr < 2)
		return 0;
	if (w->next_choice == w->nr_choices) {
		GROW(w->choices, w->nr_choices, w->room_choices);
		w->choices[w->nr_choices++] = (struct choice) { .nr = nr };
	}
	choice = &w->choices[w->next_choice++];
	return choice->taken;
}
