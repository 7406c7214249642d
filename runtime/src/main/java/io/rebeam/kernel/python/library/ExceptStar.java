package io.rebeam.kernel.python.library;

import com.oracle.graal.python.pegparser.ParserCallbacks;
import com.oracle.graal.python.pegparser.ParserCallbacks.ErrorType;
import com.oracle.graal.python.pegparser.sst.ConstantValue;
import com.oracle.graal.python.pegparser.sst.ExceptHandlerTy;
import com.oracle.graal.python.pegparser.sst.ExprContextTy;
import com.oracle.graal.python.pegparser.sst.ExprTy;
import com.oracle.graal.python.pegparser.sst.KeywordTy;
import com.oracle.graal.python.pegparser.sst.StmtTy;
import com.oracle.graal.python.pegparser.tokenizer.SourceRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code try} with {@code except*} as plain statements, since GraalPy's compiler has no code
 * for it. Called by that compiler, in which the build puts the call ({@code
 * runtime/src/build/GraalPyChanges.java}); what happens to the exceptions is in {@code
 * rebeam/_host/except_star.py}.
 *
 * <p>{@code try: body; except* T as e: code; finally: last} becomes
 *
 * <pre>{@code
 * star = None
 * try:
 *     try:
 *         body
 *     except BaseException as error:
 *         star = __except_star__(error)
 *         if star.find(T):
 *             try:
 *                 try:
 *                     raise star.found
 *                 except BaseException as e:
 *                     star.entered()
 *                     code
 *             except BaseException as error2:
 *                 star.add(error2)
 *         if star.is_unchanged():
 *             raise
 *     if star is not None:
 *         star.finish()
 * finally:
 *     del star
 *     last
 * }</pre>
 */
public final class ExceptStar {
  private static final StmtTy[] NONE = {};
  private static final KeywordTy[] NO_KEYWORDS = {};

  private ExceptStar() {}

  /** The statement in place of {@code node}; a {@code SyntaxError} if it must not stand there. */
  public static StmtTy checked(StmtTy.TryStar node, ParserCallbacks callbacks) {
    for (ExceptHandlerTy handler : node.handlers) {
      checkJumps(((ExceptHandlerTy.ExceptHandler) handler).body, false, callbacks);
    }
    return rewritten(node);
  }

  /** The statement in place of {@code node}. Equal for equal places, so that scopes fit. */
  public static StmtTy rewritten(StmtTy.TryStar node) {
    SourceRange at = node.getSourceRange();
    String star = "$star" + at.startLine + "_" + at.startColumn;
    String error = star + "e";
    List<StmtTy> code = new ArrayList<>();
    code.add(assign(star, call(name("__except_star__", at), name(error, at)), at));
    for (ExceptHandlerTy handler : node.handlers) {
      code.add(part((ExceptHandlerTy.ExceptHandler) handler, star));
    }
    code.add(when(call(member(star, "is_unchanged", at)), new StmtTy.Raise(null, null, at), at));
    StmtTy trying =
        new StmtTy.Try(
            node.body, handler(error, code.toArray(NONE), at), orNull(node.orElse), null, at);
    StmtTy finishing =
        when(name(star, at), new StmtTy.Expr(call(member(star, "finish", at)), at), at);
    List<StmtTy> last = new ArrayList<>();
    last.add(new StmtTy.Delete(new ExprTy[] {name(star, ExprContextTy.Del, at)}, at));
    if (node.finalBody != null) {
      last.addAll(List.of(node.finalBody));
    }
    return when(
        new ExprTy.Constant(ConstantValue.ofBoolean(true), null, at),
        new StmtTy[] {
          assign(star, new ExprTy.Constant(ConstantValue.NONE, null, at), at),
          new StmtTy.Try(new StmtTy[] {trying, finishing}, null, null, last.toArray(NONE), at)
        },
        at);
  }

  private static StmtTy part(ExceptHandlerTy.ExceptHandler handler, String star) {
    SourceRange at = handler.getSourceRange();
    List<StmtTy> code = new ArrayList<>(List.of(handler.body));
    code.addFirst(new StmtTy.Expr(call(member(star, "entered", at)), at));
    StmtTy raising = new StmtTy.Raise(member(star, "found", at), null, at);
    StmtTy handling =
        new StmtTy.Try(
            new StmtTy[] {raising}, handler(handler.name, code.toArray(NONE), at), null, null, at);
    String error = star + "r";
    StmtTy noting = new StmtTy.Expr(call(member(star, "add", at), name(error, at)), at);
    StmtTy guarded =
        new StmtTy.Try(
            new StmtTy[] {handling}, handler(error, new StmtTy[] {noting}, at), null, null, at);
    return when(call(member(star, "find", at), handler.type), guarded, at);
  }

  /** In a tree that Python has made, a part that is not there is empty. */
  private static StmtTy @Nullable [] orNull(StmtTy @Nullable [] part) {
    return part == null || part.length == 0 ? null : part;
  }

  /** A handler of all exceptions. */
  private static ExceptHandlerTy[] handler(@Nullable String name, StmtTy[] code, SourceRange at) {
    ExprTy all = name("BaseException", at);
    return new ExceptHandlerTy[] {new ExceptHandlerTy.ExceptHandler(all, name, code, at)};
  }

  private static StmtTy assign(String name, ExprTy value, SourceRange at) {
    return new StmtTy.Assign(new ExprTy[] {name(name, ExprContextTy.Store, at)}, value, null, at);
  }

  private static StmtTy when(ExprTy condition, StmtTy code, SourceRange at) {
    return when(condition, new StmtTy[] {code}, at);
  }

  private static StmtTy when(ExprTy condition, StmtTy[] code, SourceRange at) {
    return new StmtTy.If(condition, code, null, at);
  }

  private static ExprTy name(String id, SourceRange at) {
    return name(id, ExprContextTy.Load, at);
  }

  private static ExprTy name(String id, ExprContextTy use, SourceRange at) {
    return new ExprTy.Name(id, use, at);
  }

  private static ExprTy member(String object, String attribute, SourceRange at) {
    return new ExprTy.Attribute(name(object, at), attribute, ExprContextTy.Load, at);
  }

  private static ExprTy call(ExprTy function, ExprTy... arguments) {
    return new ExprTy.Call(function, arguments, NO_KEYWORDS, function.getSourceRange());
  }

  private static void checkJumps(
      StmtTy @Nullable [] statements, boolean inLoop, ParserCallbacks callbacks) {
    if (statements == null) {
      return;
    }
    for (StmtTy statement : statements) {
      switch (statement) {
        case StmtTy.Return _ -> refuse(statement, callbacks);
        case StmtTy.Break _ -> refuseUnless(inLoop, statement, callbacks);
        case StmtTy.Continue _ -> refuseUnless(inLoop, statement, callbacks);
        case StmtTy.If each -> {
          checkJumps(each.body, inLoop, callbacks);
          checkJumps(each.orElse, inLoop, callbacks);
        }
        case StmtTy.For each -> checkLoop(each.body, each.orElse, inLoop, callbacks);
        case StmtTy.AsyncFor each -> checkLoop(each.body, each.orElse, inLoop, callbacks);
        case StmtTy.While each -> checkLoop(each.body, each.orElse, inLoop, callbacks);
        case StmtTy.With each -> checkJumps(each.body, inLoop, callbacks);
        case StmtTy.AsyncWith each -> checkJumps(each.body, inLoop, callbacks);
        case StmtTy.Try each -> {
          checkJumps(each.body, inLoop, callbacks);
          for (ExceptHandlerTy handler : each.handlers) {
            checkJumps(((ExceptHandlerTy.ExceptHandler) handler).body, inLoop, callbacks);
          }
          checkJumps(each.orElse, inLoop, callbacks);
          checkJumps(each.finalBody, inLoop, callbacks);
        }
        default -> {}
      }
    }
  }

  private static void checkLoop(
      StmtTy[] body, StmtTy @Nullable [] orElse, boolean inLoop, ParserCallbacks callbacks) {
    checkJumps(body, true, callbacks);
    checkJumps(orElse, inLoop, callbacks);
  }

  private static void refuseUnless(boolean allowed, StmtTy statement, ParserCallbacks callbacks) {
    if (!allowed) {
      refuse(statement, callbacks);
    }
  }

  private static void refuse(StmtTy statement, ParserCallbacks callbacks) {
    throw callbacks.onError(
        ErrorType.Syntax,
        statement.getSourceRange(),
        "'break', 'continue' and 'return' cannot appear in an except* block");
  }
}
