using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace StudyDashboard.Data;

/// <summary>Seam 1 (see eng/Sqlite.props): lets Microsoft.Data.Sqlite 10 work on SQLitePCLRaw 2.0.6 and the system's SQLite.</summary>
internal static class SqliteSeam
{
    /// <summary>False when the system has no SQLite library; <see cref="Infrastructure.Hosting.Prerequisites"/> then says what to install.</summary>
    internal static bool LibraryFound { get; private set; }

    private static readonly string[] LibraryNames = OperatingSystem.IsWindows() ? ["winsqlite3"]
        : OperatingSystem.IsMacOS() ? ["libsqlite3.dylib"]
        : ["libsqlite3.so.0"];

#pragma warning disable CA2255 // a module initializer in a program: the answer must be in place before the first type of the package loads
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Initialize()
    {
        AssemblyLoadContext.Default.Resolving += static (_, name) =>
            name.Name == "SQLitePCLRaw.core" ? Assembly.Load(new AssemblyName("SQLitePCLRaw.core")) : null;
        LibraryFound = TryLoad(out _);
        if (LibraryFound)
        {
            UseSystemLibrary();
        }
    }

    private static bool TryLoad(out IntPtr handle)
    {
        foreach (var name in LibraryNames)
        {
            if (NativeLibrary.TryLoad(name, out handle))
            {
                return true;
            }
        }
        handle = IntPtr.Zero;
        return false;
    }

    // Not inlined: its types must not be loaded before the line above is in place.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UseSystemLibrary()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, static (name, _, _) =>
            name == "e_sqlite3" && TryLoad(out var handle) ? handle : IntPtr.Zero);
        SQLitePCL.raw.SetProvider(new SQLitePCL.SQLite3Provider_e_sqlite3());
    }
}
