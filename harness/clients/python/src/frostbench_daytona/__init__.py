"""The official Daytona SDK, with calls for snapshots and uploads as people write them.

Everything that `daytona` exports is here under the same name. Four classes differ: `Daytona`, `AsyncDaytona`, `Sandbox`
and `AsyncSandbox` wrap those of the SDK and add `create_from_snapshot`, `search`, `snapshot` and
`fs.upload_file(path, text)`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

import daytona as _official

if TYPE_CHECKING:
    from daytona import (
        AsyncComputerUse as AsyncComputerUse, AsyncDisplay as AsyncDisplay, AsyncKeyboard as AsyncKeyboard,
        AsyncMouse as AsyncMouse, AsyncScreenshot as AsyncScreenshot, BarChart as BarChart,
        BoxAndWhiskerChart as BoxAndWhiskerChart, CancelEvent as CancelEvent, Chart as Chart,
        ChartType as ChartType, CodeLanguage as CodeLanguage, CodeRunParams as CodeRunParams,
        CompositeChart as CompositeChart, CreateSandboxBaseParams as CreateSandboxBaseParams,
        CreateSandboxFromImageParams as CreateSandboxFromImageParams,
        CreateSandboxFromSnapshotParams as CreateSandboxFromSnapshotParams,
        CreateSecretParams as CreateSecretParams, CreateSnapshotParams as CreateSnapshotParams,
        DaytonaA11yUnavailableError as DaytonaA11yUnavailableError,
        DaytonaAuthenticationError as DaytonaAuthenticationError,
        DaytonaAuthorizationError as DaytonaAuthorizationError, DaytonaBadGatewayError as DaytonaBadGatewayError,
        DaytonaBadRequestError as DaytonaBadRequestError,
        DaytonaCommandAlreadyCompletedError as DaytonaCommandAlreadyCompletedError, DaytonaConfig as DaytonaConfig,
        DaytonaConflictError as DaytonaConflictError, DaytonaConnectionError as DaytonaConnectionError,
        DaytonaConnectionTimeoutError as DaytonaConnectionTimeoutError, DaytonaError as DaytonaError,
        DaytonaFileAccessDeniedError as DaytonaFileAccessDeniedError,
        DaytonaFileNotFoundError as DaytonaFileNotFoundError,
        DaytonaFileReadFailedError as DaytonaFileReadFailedError, DaytonaForbiddenError as DaytonaForbiddenError,
        DaytonaGitAuthFailedError as DaytonaGitAuthFailedError,
        DaytonaGitBranchExistsError as DaytonaGitBranchExistsError,
        DaytonaGitBranchNotFoundError as DaytonaGitBranchNotFoundError,
        DaytonaGitDirtyWorktreeError as DaytonaGitDirtyWorktreeError,
        DaytonaGitMergeConflictError as DaytonaGitMergeConflictError,
        DaytonaGitPushRejectedError as DaytonaGitPushRejectedError,
        DaytonaGitRemoteRejectedError as DaytonaGitRemoteRejectedError,
        DaytonaGitRepoNotFoundError as DaytonaGitRepoNotFoundError,
        DaytonaGitTransportFailedError as DaytonaGitTransportFailedError, DaytonaGoneError as DaytonaGoneError,
        DaytonaInternalServerError as DaytonaInternalServerError,
        DaytonaInvalidFilePathError as DaytonaInvalidFilePathError,
        DaytonaLspServerNotInitializedError as DaytonaLspServerNotInitializedError,
        DaytonaNotFoundError as DaytonaNotFoundError,
        DaytonaProcessExecutionTimeoutError as DaytonaProcessExecutionTimeoutError,
        DaytonaProcessNotFoundError as DaytonaProcessNotFoundError,
        DaytonaQueueTimeoutError as DaytonaQueueTimeoutError, DaytonaRateLimitError as DaytonaRateLimitError,
        DaytonaRecordingFfmpegNotFoundError as DaytonaRecordingFfmpegNotFoundError,
        DaytonaRecordingStillActiveError as DaytonaRecordingStillActiveError,
        DaytonaServiceUnavailableError as DaytonaServiceUnavailableError,
        DaytonaSessionEndedError as DaytonaSessionEndedError, DaytonaSpotEvictedError as DaytonaSpotEvictedError,
        DaytonaTimeoutError as DaytonaTimeoutError,
        DaytonaUnprocessableEntityError as DaytonaUnprocessableEntityError,
        DaytonaValidationError as DaytonaValidationError, DownloadProgress as DownloadProgress,
        ExecuteResponse as ExecuteResponse, ExecutionArtifacts as ExecutionArtifacts,
        ExecutionError as ExecutionError, ExecutionResult as ExecutionResult,
        FileDownloadErrorDetails as FileDownloadErrorDetails, FileDownloadRequest as FileDownloadRequest,
        FileDownloadResponse as FileDownloadResponse, FileUpload as FileUpload, GpuType as GpuType, Image as Image,
        LineChart as LineChart, ListSandboxesQuery as ListSandboxesQuery,
        ListSecretsResponse as ListSecretsResponse, LspCompletionPosition as LspCompletionPosition,
        LspLanguageId as LspLanguageId, OutputHandler as OutputHandler, OutputMessage as OutputMessage,
        PieChart as PieChart, PtySize as PtySize, Resources as Resources, SandboxClass as SandboxClass,
        SandboxListSortDirection as SandboxListSortDirection, SandboxListSortField as SandboxListSortField,
        SandboxMetrics as SandboxMetrics, SandboxState as SandboxState, ScatterChart as ScatterChart,
        ScreenshotOptions as ScreenshotOptions, ScreenshotRegion as ScreenshotRegion, Secret as Secret,
        SessionExecuteRequest as SessionExecuteRequest, SessionExecuteResponse as SessionExecuteResponse,
        UpdateSecretParams as UpdateSecretParams, UploadProgress as UploadProgress, VolumeMount as VolumeMount,
        WarmPool as WarmPool,
    )

    from frostbench_daytona._async import AsyncDaytona as AsyncDaytona
    from frostbench_daytona._async import AsyncFileSystem as AsyncFileSystem
    from frostbench_daytona._async import AsyncSandbox as AsyncSandbox
    from frostbench_daytona._async_search import AsyncNode as AsyncNode
    from frostbench_daytona._async_search import AsyncSearch as AsyncSearch
    from frostbench_daytona._sync import Daytona as Daytona
    from frostbench_daytona._sync import FileSystem as FileSystem
    from frostbench_daytona._sync import Sandbox as Sandbox
    from frostbench_daytona._sync_search import Node as Node
    from frostbench_daytona._sync_search import Search as Search
else:
    _OURS = {
        "AsyncDaytona": "_async",
        "AsyncFileSystem": "_async",
        "AsyncNode": "_async_search",
        "AsyncSandbox": "_async",
        "AsyncSearch": "_async_search",
        "Daytona": "_sync",
        "FileSystem": "_sync",
        "Node": "_sync_search",
        "Sandbox": "_sync",
        "Search": "_sync_search",
    }
    __all__ = sorted({*_OURS, *_official.__all__})

    def __getattr__(name):
        """Loads what is asked for, as the official SDK does: all of it takes seconds."""
        if name in _OURS:
            return getattr(import_module(f"{__name__}.{_OURS[name]}"), name)
        if name in _official.__all__:
            return getattr(_official, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
