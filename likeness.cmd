@echo off
rem Runs Likeness on Windows: a JDK 25 from LIKENESS_JAVA_HOME, JAVA_HOME or the path; builds what is not built yet by Maven.
rem LIKENESS_JAVA_OPTS adds options for Java, LIKENESS_NO_BUILD=1 runs what is there as it is.
setlocal EnableExtensions
set "ROOT=%~dp0"
if "%ROOT:~-1%"=="\" set "ROOT=%ROOT:~0,-1%"
set "TARGET=%ROOT%\app\target"

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
if defined LIKENESS_JAVA_HOME set "JAVA=%LIKENESS_JAVA_HOME%\bin\java.exe"
rem An option that Java has had since 25 tells older ones from those that will do.
"%JAVA%" -XX:+UseCompactObjectHeaders --version >nul 2>nul
if errorlevel 1 (
    echo likeness: no Java 25 found: install a JDK 25 ^(https://adoptium.net/temurin/releases/?version=25^) or set JAVA_HOME 1>&2
    exit /b 1
)

if not exist "%TARGET%\lib" (
    if "%LIKENESS_NO_BUILD%"=="1" (
        echo likeness: there is no build in "%ROOT%": run it without LIKENESS_NO_BUILD 1>&2
        exit /b 1
    )
    echo Building Likeness ^(first use, about a minute, longer when libraries are downloaded^) ... 1>&2
    pushd "%ROOT%"
    call mvn -q -B -pl app -am -Dmaven.test.skip=true -Djacoco.skip -Dformatter.skip package 1>&2
    if errorlevel 1 (
        popd
        echo likeness: the build failed: Maven 3.8.7 or newer is needed 1>&2
        exit /b 1
    )
    popd
)

set "COLLECTOR=-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
if /i "%~1"=="serve" set "COLLECTOR=-XX:+UseSerialGC -Xmn64m -Xms128m -Xmx768m -XX:MinHeapFreeRatio=15 -XX:MaxHeapFreeRatio=30"
if /i "%~1"=="bench" set "COLLECTOR=-XX:+UseSerialGC -Xmn64m -Xms128m -Xmx768m -XX:MinHeapFreeRatio=15 -XX:MaxHeapFreeRatio=30"
if /i "%~1"=="looks" set "COLLECTOR=-XX:+UseSerialGC"

rem ONNX Runtime would tell its makers of its use.
set "ORT_DISABLE_TELEMETRY=1"
rem Words and file names in any script: the console's code page is not asked.
"%JAVA%" --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true -Dfile.encoding=UTF-8 ^
    --sun-misc-unsafe-memory-access=allow -Dorg.bytedeco.javacpp.maxBytes=0 -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 ^
    %COLLECTOR% -Xlog:disable -Xlog:all=error:stderr "-Dlikeness.home=%ROOT%" %LIKENESS_JAVA_OPTS% ^
    -cp "%TARGET%\*;%TARGET%\lib\*" dev.likeness.app.Likeness %*
exit /b %ERRORLEVEL%
