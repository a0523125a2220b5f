/* screen.c - the stack of screens */
#include "screen/screen.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "base/mem.h"

/* The layer of S, which is open. */
static int
find(const struct screen_stack *stack, const struct screen *s)
{
	int i = stack->layers - 1;

	while (i >= 0 && stack->layer[i].screen != s)
		i--;
	assert(i >= 0);
	return i;
}

void
screen_push(struct screen_stack *stack, const struct screen *s, void *state)
{
	if (stack->layers == SCREENS_MOST)
		bug("more than %d screens are open", SCREENS_MOST);
	stack->layer[stack->layers].screen = s;
	stack->layer[stack->layers++].state = state;
	stack->changed = true;
}

void
screen_pop(struct screen_stack *stack)
{
	const struct screen *top = screen_top(stack);

	stack->layers--;
	if (top->close)
		top->close(stack->layer[stack->layers].state);
	stack->changed = true;
}

void
screen_raise(struct screen_stack *stack, const struct screen *s)
{
	int at = find(stack, s);
	void *state = stack->layer[at].state;

	stack->layers--;
	memmove(&stack->layer[at], &stack->layer[at + 1],
		(size_t)(stack->layers - at) * sizeof stack->layer[0]);
	screen_push(stack, s, state);
}

const struct screen *
screen_top(const struct screen_stack *stack)
{
	return stack->layers ? stack->layer[stack->layers - 1].screen : NULL;
}

bool
screen_is_top(const struct screen_stack *stack, const struct screen *s)
{
	return screen_top(stack) == s;
}

void *
screen_state(const struct screen_stack *stack, const struct screen *s)
{
	return stack->layer[find(stack, s)].state;
}
