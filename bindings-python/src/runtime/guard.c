/* Keeps a thread that comes back to a finalizing interpreter from being unwound.
 *
 * Before 3.14, CPython ends such a thread with `pthread_exit`, which on glibc
 * unwinds its stack. Frames of Rust must not be unwound that way: depending on how
 * the library is linked, the process aborts or crashes. So each function of the
 * interpreter that may take the GIL, or run Python code that does, is called
 * through a function of the same name here, whose cleanup handler stops the thread
 * for good, as 3.14 does. The handler runs before the unwinding reaches a frame of
 * Rust. On Windows threads end without unwinding: nothing is needed there. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdarg.h>
#include <stddef.h>
#include <unistd.h>

typedef struct _object PyObject;
typedef struct _ts PyThreadState;

static void stop_for_good(void *unused)
{
    (void)unused;
    for (;;)
        pause();
}

/* The interpreter's own function of this name. The one here is hidden, so that it
 * is never found itself. */
static void *find(void **known, const char *name)
{
    void *found = __atomic_load_n(known, __ATOMIC_RELAXED);
    if (found == NULL) {
        found = dlsym(RTLD_DEFAULT, name);
        __atomic_store_n(known, found, __ATOMIC_RELAXED);
    }
    return found;
}

#define HIDDEN __attribute__((visibility("hidden")))

#define GUARDED(type, name, parameters, arguments)                             \
    HIDDEN type name parameters                                                \
    {                                                                          \
        static void *known;                                                    \
        type(*real) parameters =                                               \
            (type(*) parameters)find(&known, #name);                           \
        type result;                                                           \
        pthread_cleanup_push(stop_for_good, NULL);                             \
        result = real arguments;                                               \
        pthread_cleanup_pop(0);                                                \
        return result;                                                         \
    }

#define GUARDED_VOID(name, parameters, arguments)                              \
    HIDDEN void name parameters                                                \
    {                                                                          \
        static void *known;                                                    \
        void (*real) parameters =                                              \
            (void (*) parameters)find(&known, #name);                          \
        pthread_cleanup_push(stop_for_good, NULL);                             \
        real arguments;                                                        \
        pthread_cleanup_pop(0);                                                \
    }

#define UNARY(type, name) GUARDED(type, name, (PyObject * o), (o))
#define BINARY(type, name) GUARDED(type, name, (PyObject * a, PyObject * b), (a, b))
#define TERNARY(type, name)                                                    \
    GUARDED(type, name, (PyObject * a, PyObject * b, PyObject * c), (a, b, c))

/* Taking the GIL. */
GUARDED_VOID(PyEval_RestoreThread, (PyThreadState * state), (state))
GUARDED(int, PyGILState_Ensure, (void), ())
GUARDED_VOID(PyGILState_Release, (int state), (state))

/* Calls. */
TERNARY(PyObject *, PyObject_Call)
BINARY(PyObject *, PyObject_CallObject)
TERNARY(PyObject *, PyEval_EvalCode)
UNARY(PyObject *, PyImport_Import)
GUARDED(int, PyErr_CheckSignals, (void), ())

/* pyo3 passes no argument besides the name, which ends the list. */
HIDDEN PyObject *PyObject_CallMethodObjArgs(PyObject *object, PyObject *name, ...)
{
    static void *known;
    PyObject *(*real)(PyObject *, PyObject *, ...) =
        (PyObject * (*)(PyObject *, PyObject *, ...)) find(&known, "PyObject_CallMethodObjArgs");
    PyObject *given[8] = {NULL};
    PyObject *result;
    va_list arguments;
    va_start(arguments, name);
    for (int i = 0; i < 7; i++) {
        given[i] = va_arg(arguments, PyObject *);
        if (given[i] == NULL)
            break;
    }
    va_end(arguments);
    pthread_cleanup_push(stop_for_good, NULL);
    result = real(object, name, given[0], given[1], given[2], given[3], given[4], given[5],
                  given[6], NULL);
    pthread_cleanup_pop(0);
    return result;
}

/* Methods that an object's class may define in Python. */
UNARY(PyObject *, PyIter_Next)
UNARY(PyObject *, PyObject_GetIter)
UNARY(PyObject *, PyObject_Repr)
UNARY(PyObject *, PyObject_Str)
UNARY(PyObject *, PyNumber_Index)
UNARY(PyObject *, PyOS_FSPath)
UNARY(PyObject *, PyUnicode_EncodeFSDefault)
UNARY(int, PyObject_IsTrue)
UNARY(ptrdiff_t, PyObject_Size)
UNARY(double, PyFloat_AsDouble)
UNARY(long, PyLong_AsLong)
BINARY(PyObject *, PyObject_GetAttr)
BINARY(PyObject *, PyObject_GetItem)
BINARY(int, PyObject_DelItem)
TERNARY(int, PyObject_SetAttr)
TERNARY(int, PyObject_SetItem)
TERNARY(int, PyDict_SetItem)
GUARDED(int, PyObject_SetAttrString, (PyObject * o, const char *name, PyObject *value),
        (o, name, value))
GUARDED(PyObject *, PyObject_RichCompare, (PyObject * a, PyObject *b, int how), (a, b, how))
GUARDED(PyObject *, PyUnicode_AsEncodedString,
        (PyObject * text, const char *encoding, const char *errors), (text, encoding, errors))

/* Exceptions: they are made of their arguments, and printed. */
BINARY(int, PyTraceBack_Print)
GUARDED_VOID(PyErr_PrintEx, (int keep), (keep))
GUARDED_VOID(PyErr_WriteUnraisable, (PyObject * where), (where))
GUARDED_VOID(PyErr_SetObject, (PyObject * type, PyObject *value), (type, value))
GUARDED_VOID(PyErr_NormalizeException, (PyObject * *type, PyObject **value, PyObject **trace),
             (type, value, trace))

/* Objects that come and go: a finalizer, or the garbage collector. */
GUARDED_VOID(Py_DecRef, (PyObject * o), (o))
GUARDED_VOID(PyErr_Clear, (void), ())
GUARDED_VOID(PyErr_Restore, (PyObject * type, PyObject *value, PyObject *trace),
             (type, value, trace))
GUARDED_VOID(PyErr_SetString, (PyObject * type, const char *text), (type, text))
GUARDED(PyObject *, PyCFunction_NewEx, (void *method, PyObject *self, PyObject *module),
        (method, self, module))
GUARDED(PyObject *, PyTuple_New, (ptrdiff_t size), (size))
GUARDED(PyObject *, PyList_New, (ptrdiff_t size), (size))
GUARDED(PyObject *, PyDict_New, (void), ())
