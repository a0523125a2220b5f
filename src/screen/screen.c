/* screen.c - the stack of screens */
#include "screen/screen.h"

#include <assert.h>
#include <string.h>

#include "base/mem.h"
#include "screen/app.h"

/* The layer of S, counted from the top; -1 if S is not open. */
static int
find(const struct screen_stack *stack, const struct screen *s)
{
	int i = stack->layers - 1;

	while (i >= 0 && stack->layer[i].screen != s)
		i--;
	return i;
}

void
screen_push(struct app *a, const struct screen *s, void *state)
{
	struct screen_stack *stack = &a->stack;

	if (stack->layers == SCREENS_MOST)
		bug("more than %d screens are open", SCREENS_MOST);
	stack->layer[stack->layers].screen = s;
	stack->layer[stack->layers++].state = state;
	stack->working = s->work != NULL;
	app_redraw(a);
}

void
screen_pop(struct app *a)
{
	struct screen_stack *stack = &a->stack;
	const struct screen *top;

	assert(stack->layers > 0);
	stack->layers--;
	top = stack->layer[stack->layers].screen;
	if (top->close)
		top->close(stack->layer[stack->layers].state);
	top = screen_top(a);
	stack->working = top && top->work;
	app_redraw(a);
}

void
screen_raise(struct app *a, const struct screen *s)
{
	struct screen_stack *stack = &a->stack;
	int at = find(stack, s);
	void *state = screen_state(a, s);

	memmove(&stack->layer[at], &stack->layer[at + 1],
		(size_t)(stack->layers - at - 1) * sizeof stack->layer[0]);
	stack->layer[stack->layers - 1].screen = s;
	stack->layer[stack->layers - 1].state = state;
}

void
screen_work(struct app *a)
{
	bool more = a->stack.working && screen_top(a)->work(a);

	a->stack.working = more;
}

const struct screen *
screen_top(const struct app *a)
{
	const struct screen_stack *stack = &a->stack;

	return stack->layers ? stack->layer[stack->layers - 1].screen : NULL;
}

bool
screen_is_top(const struct app *a, const struct screen *s)
{
	return screen_top(a) == s;
}

void *
screen_state(const struct app *a, const struct screen *s)
{
	int at = find(&a->stack, s);

	assert(at >= 0);
	return a->stack.layer[at].state;
}
