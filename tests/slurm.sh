#!/bin/sh
# A job array over shards on a real Slurm, one node on the loopback: its union is the single run.
#     slurm.sh KLOE SAMPLES SCALING.md
# Skipped (77) where Slurm is not installed or cannot be started; `.ci/run` installs it where it may.
set -eu
kloe=$(realpath "$1") samples=$(realpath "$2") page=$(realpath "$3")
PATH=$PATH:/usr/sbin:/sbin

skip() {
    echo "skipped: $*"
    exit 77
}
for tool in munged mungekey slurmctld slurmd sbatch squeue scontrol; do
    command -v "$tool" >/dev/null || skip "no $tool (apt-get install slurm-wlm munge)"
done
[ "$(id -u)" = 0 ] || skip "slurmd has to be root"

work=$(mktemp -d /tmp/kloe-slurm.XXXXXX)
chmod 755 "$work" # munged wants to trust every folder above its socket
trap 'set +e; for daemon in slurmd slurmctld munged; do
          [ -f "$work/$daemon.pid" ] && kill "$(cat "$work/$daemon.pid")" 2>/dev/null
      done; sleep 1; rm -rf "$work"' EXIT

# munge, with a key and a socket of its own
mungekey --create --keyfile "$work/munge.key" || skip "no munge key can be made"
munged --key-file "$work/munge.key" --socket "$work/munge.socket" --pid-file "$work/munged.pid" \
    --log-file "$work/munged.log" --seed-file "$work/munge.seed" --force || skip "munged cannot be started"

host=$(hostname -s)
cat >"$work/slurm.conf" <<END
ClusterName=kloe
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=16817
SlurmdPort=16818
AuthType=auth/munge
AuthInfo=socket=$work/munge.socket
SlurmUser=root
SlurmdUser=root
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=batch_sched_delay=0,sched_interval=1
MpiDefault=none
ReturnToService=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
END
mkdir "$work/state" "$work/spool"
export SLURM_CONF="$work/slurm.conf"
slurmctld && slurmd || {
    tail -n 5 "$work"/slurm*.log
    skip "Slurm cannot be started here"
}
ready=
for _ in $(seq 60); do
    if sinfo -h -o %t 2>/dev/null | grep -q -E '^(idle|mix)$'; then
        ready=1
        break
    fi
    sleep 0.5
done
[ "$ready" ] || {
    tail -n 5 "$work"/slurm*.log
    skip "the node does not come up"
}

# The job script of the page, as it stands there.
mkdir "$work/bin" "$work/job"
ln -s "$kloe" "$work/bin/kloe"
PATH=$work/bin:$PATH
cd "$work/job"
cp -r "$samples" reports
awk '/^```slurm$/ {on = 1; next} /^```$/ {on = 0} on' "$page" >kloe.sbatch
sed -n 's/^\$ \(sbatch .*\)/\1/p' "$page" >submit
[ -s kloe.sbatch ] && [ -s submit ]
sh -e ./submit
for _ in $(seq 240); do
    [ "$(squeue -h | wc -l)" = 0 ] && break
    sleep 0.5
done
if [ "$(squeue -h | wc -l)" != 0 ]; then
    echo "FAIL: the array does not end"
    squeue
    tail -n 20 "$work"/slurm*.log
    exit 1
fi

kloe -q -f ndjson reports >single.ndjson
sort single.ndjson >single.sorted
parts=$(find . -name 'part-*.ndjson' | wc -l)
if [ "$parts" -lt 2 ] || ! sort part-*.ndjson | cmp - single.sorted; then
    echo "FAIL: the union of $parts parts is not the single run"
    cat slurm-*.out
    exit 1
fi
echo "$parts parts of a job array make up the single run ($(wc -l <single.ndjson) reports)"
